FROM eclipse-temurin:21-jdk AS build
WORKDIR /workspace
COPY gradlew settings.gradle.kts build.gradle.kts gradle.properties ./
COPY gradle/ gradle/
RUN --mount=type=cache,target=/root/.gradle ./gradlew --no-daemon dependencies > /dev/null
COPY src/ src/
RUN --mount=type=cache,target=/root/.gradle \
    ./gradlew --no-daemon bootJar -x test \
 && java -Djarmode=tools -jar build/libs/*.jar extract --layers --destination extracted \
 && jlink --add-modules "$(jdeps --ignore-missing-deps -q --recursive --multi-release 21 --print-module-deps build/libs/app.jar)" \
      --strip-debug --no-header-files --no-man-pages --compress zip-6 --output /jre

FROM debian:13-slim
ENV JAVA_HOME=/opt/jre
ENV PATH="${JAVA_HOME}/bin:${PATH}" JAVA_TOOL_OPTIONS='-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError'
COPY --from=build /jre $JAVA_HOME
COPY --from=build /workspace/extracted/dependencies/ /workspace/extracted/application/ /app/
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/app/app.jar"]
