Write-Host "version $(Get-Content C:\app\version.txt)"
