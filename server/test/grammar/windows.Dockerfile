# escape=`
# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/windows/servercore:ltsc2025 AS tools
WORKDIR C:\build\
COPY tools\ C:\tools\
RUN powershell -NoProfile -Command "Invoke-WebRequest -Uri https://example.com/a.zip -OutFile a.zip; Expand-Archive a.zip C:\tools"
RUN setx /M PATH "%PATH%;C:\tools" && `
    del /Q C:\build\a.zip

SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]
RUN $v = '3.12.1'; `
    # the installer
    Invoke-WebRequest -Uri ('https://example.com/{0}.exe' -f $v) -OutFile $env:TEMP\setup.exe; `
    if ((Get-FileHash $env:TEMP\setup.exe).Hash -ne "ABC`n$($v)") { throw 'hash' }; `
    Start-Process $env:TEMP\setup.exe -ArgumentList '/quiet' -Wait; `
    [Environment]::SetEnvironmentVariable('PATH', $env:PATH, 'Machine')

FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
USER ContainerUser
COPY --from=tools ["C:\\Program Files\\Tool", "C:/tool/"]
RUN if not exist C:\data ( md C:\data ) else echo there
SHELL ["bash", "-c"]
RUN echo "$HOME"
CMD ["C:\\tool\\app.exe"]
