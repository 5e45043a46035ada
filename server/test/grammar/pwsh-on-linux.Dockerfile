FROM mcr.microsoft.com/powershell:7.5-ubuntu-24.04 AS build
RUN echo "still sh: $HOME"
SHELL ["pwsh", "-NoLogo", \
       "-Command"]
RUN Get-ChildItem -Path / -Recurse | \
    Where-Object { $_.Length -gt 1MB } | \
    Remove-Item
RUN <<EOF
Write-Host "hello
EOF
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl -fsS https://example.com | sha256sum
FROM build
RUN echo sh again; [ -f /etc/os-release ]
