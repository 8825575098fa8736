@echo off
rem The package's `winnow` command on Windows: the bundled engine with the app's own executable as Node.
setlocal
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\..\Winnow.exe" "%~dp0..\engine\cli.js" %*
