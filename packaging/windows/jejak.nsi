; An installer for Windows, made by NSIS 3 on any system; packaging/windows/build calls it. Untried: see
; packaging/README.md. VERSION, PROGRAM, CONSOLE, ICON and OUT are given; paths are whole ones.

Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma
!include "MUI2.nsh"

!define KIND "Jejak.journey"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Jejak"

Name "Jejak"
OutFile "${OUT}"
; For this person alone: it asks for no administrator.
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Jejak"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Jejak"
VIAddVersionKey FileDescription "Jejak, an editor for customer-journey maps"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "The Jejak authors"

!define MUI_ICON "${ICON}"
!insertmacro MUI_PAGE_LICENSE "..\..\LICENSE-MIT"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\jejak.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Indonesian"

Section "Jejak"
    SetOutPath "$INSTDIR"
    File "/oname=jejak.exe" "${PROGRAM}"
    File "/oname=jejak.com" "${CONSOLE}"
    File "/oname=jejak.ico" "${ICON}"
    File "..\..\LICENSE-MIT"
    File "..\..\LICENSE-APACHE"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\Jejak.lnk" "$INSTDIR\jejak.exe"

    WriteRegStr HKCU "Software\Classes\.journey" "" "${KIND}"
    WriteRegStr HKCU "Software\Classes\.journey" "Content Type" "application/vnd.jejak.journey+json"
    WriteRegStr HKCU "Software\Classes\.journey\OpenWithProgids" "${KIND}" ""
    WriteRegStr HKCU "Software\Classes\${KIND}" "" "Customer-journey map"
    WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\jejak.ico"
    WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\jejak.exe" "%1"'
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

    WriteRegStr HKCU "${ENTRY}" "DisplayName" "Jejak"
    WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\jejak.ico"
    WriteRegStr HKCU "${ENTRY}" "Publisher" "The Jejak authors"
    WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
    WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
SectionEnd

; What a person keeps (settings, unsaved work, versions) stays.
Section "Uninstall"
    Delete "$SMPROGRAMS\Jejak.lnk"
    Delete "$INSTDIR\jejak.exe"
    Delete "$INSTDIR\jejak.com"
    Delete "$INSTDIR\jejak.ico"
    Delete "$INSTDIR\LICENSE-MIT"
    Delete "$INSTDIR\LICENSE-APACHE"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    DeleteRegKey HKCU "Software\Classes\${KIND}"
    DeleteRegValue HKCU "Software\Classes\.journey\OpenWithProgids" "${KIND}"
    ReadRegStr $0 HKCU "Software\Classes\.journey" ""
    StrCmp $0 "${KIND}" 0 +2
    DeleteRegValue HKCU "Software\Classes\.journey" ""
    DeleteRegKey HKCU "${ENTRY}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
