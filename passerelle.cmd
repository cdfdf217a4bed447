@echo off
rem Starts Passerelle on Windows: finds a Python that starts, then gives it the file "passerelle" beside this one.
setlocal
set "START=%~dp0passerelle"
for %%v in (3.13 3.12 3.11 3) do (
    py -%%v -c "" >nul 2>nul
    if not errorlevel 1 (
        py -%%v "%START%" %*
        goto :end
    )
)
for %%p in (python3 python) do (
    %%p -c "" >nul 2>nul
    if not errorlevel 1 (
        %%p "%START%" %*
        goto :end
    )
)
echo Passerelle : aucun Python n'a ete trouve. Installez-le : winget install Python.Python.3.13 1>&2
echo Passerelle: no Python was found. Install it: winget install Python.Python.3.13 1>&2
exit /b 1
:end
exit /b %errorlevel%
