@echo off
rem Dashboard KUMKM di laptop Windows: klik dua kali. Pertama kali memasang pustakanya (perlu internet), sesudah itu tidak.
setlocal
cd /d "%~dp0\..\.."
set "PYTHONUTF8=1"
if exist ".venv\Scripts\python.exe" goto pasang
where py >nul 2>nul
if errorlevel 1 (
    echo Python belum terpasang. Pasang Python 3.11 atau lebih baru dari python.org, centang "Add python.exe to PATH", lalu ulangi.
    pause
    exit /b 1
)
echo Menyiapkan lingkungan Python ...
py -3 -m venv .venv
if errorlevel 1 goto gagal
:pasang
if exist ".venv\terpasang.txt" (
    fc /b requirements.txt ".venv\terpasang.txt" >nul 2>nul
    if not errorlevel 1 goto jalankan
)
echo Memasang pustaka; beberapa menit, sekali saja ...
".venv\Scripts\python.exe" -m pip install --quiet --requirement requirements.txt
if errorlevel 1 goto gagal
copy /y requirements.txt ".venv\terpasang.txt" >nul
:jalankan
echo Dashboard terbuka di peramban; tutup jendela ini untuk menghentikannya.
".venv\Scripts\python.exe" -m kumkm serve
if errorlevel 1 goto gagal
exit /b 0
:gagal
echo.
echo Dashboard tidak dapat dijalankan. Keterangannya di atas. Periksa juga dengan:
echo     .venv\Scripts\python.exe -m kumkm doctor
pause
exit /b 1
