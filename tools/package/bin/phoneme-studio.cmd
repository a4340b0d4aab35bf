@echo off
rem The installed command: with words it is the command line, without any it opens the window.
setlocal
set "resources=%~dp0.."
if "%~1"=="" (
  start "" "%resources%\..\phoneme-studio-window.exe"
  exit /b 0
)
set ELECTRON_RUN_AS_NODE=1
"%resources%\..\phoneme-studio-window.exe" "%resources%\app.asar\out\main\cli.js" %*
exit /b %ERRORLEVEL%
