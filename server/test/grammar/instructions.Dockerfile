from scratch as Empty
onbuild copy . /app
ONBUILD \
  RUN make \
    all
HEALTHCHECK NONE
HEALTHCHECK --interval=1h CMD curl -f http://localhost/ || exit 1
CMD [ "a", \
  # the second
  "b" \
]
CMD ["bad \x escape", unquoted]
CMD ['single']
CMD ["half", "typed
CMD ["trailing"] # text
ENTRYPOINT []
FORM alpine
RUN
COPY
  RUN indented \

  # a comment, and a blank line before and after

  && more
#region first
# endregion
RUN --network=none --security=sandbox --device=vendor.com/gpu=all --mount=type=tmpfs,target=/x,size=1g true
RUN --mount=type=ssh,uid=100 --mount=from=tools,target=/t,ro --mount=from=alpine:3.22,target="/with, comma" x
COPY --unknown=1 --link a b
