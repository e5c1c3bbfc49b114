# What the checkers of Debian, RPM and the desktop say of the packages. To be sourced with the folder
# that they lie in.

packages=$1/packages
tree=$1/tree
deb=$(echo "$packages"/*.deb)
dpkg-deb -x "$deb" "$tree"

(cd "$packages" && sha256sum --quiet -c SHA256SUMS)
ok "checksums"

lintian --fail-on error,warning "$deb" 2>"$1/lintian.log" || { cat "$1/lintian.log"; exit 1; }
ok "lintian"

rpmlint --config tests/packages/rpmlint.toml "$packages"/*.rpm >"$1/rpmlint.log" || { cat "$1/rpmlint.log"; exit 1; }
ok "rpmlint"

desktop-file-validate "$tree"/usr/share/applications/*.desktop
appstreamcli validate --no-net --explain "$tree"/usr/share/metainfo/*.xml
xmllint --noout "$tree"/usr/share/mime/packages/*.xml
ok "menu entry, metainfo, file type"

# A command without a page, or a page of none, would be one that has drifted.
pages=$(cd "$tree/usr/share/man/man1" && ls | sed 's/\.1\.gz$//' | sort)
commands=$("$tree/usr/bin/jejak" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z-]\{1,\}\) .*/jejak-\1/p' |
    grep -v '^jejak-help$')
[ "$pages" = "$(printf 'jejak\n%s\n' "$commands" | sort)" ] || { echo "$pages"; exit 1; }
for page in "$tree"/usr/share/man/man1/*.gz; do
    told=$(MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
    [ -z "$told" ] || { echo "$page: $told"; exit 1; }
done
MANWIDTH=100 man -l "$tree/usr/share/man/man1/jejak-export.1.gz" | col -bx >"$1/export.txt"
grep -q '^EXAMPLES$' "$1/export.txt"
grep -q -- '--slide *3840 × 2160' "$1/export.txt"
ok "man pages"

completions=$tree/usr/share
zsh -n "$completions/zsh/vendor-completions/_jejak"
fish -n "$completions/fish/vendor_completions.d/jejak.fish"
offered=$(bash -c '
    . "$1"
    COMP_WORDS=(jejak exp) COMP_CWORD=1
    _jejak jejak exp jejak
    echo "${COMPREPLY[@]}"
    COMP_WORDS=(jejak export --ti) COMP_CWORD=2
    _jejak jejak --ti export
    echo "${COMPREPLY[@]}"
    COMP_WORDS=(jejak hold) COMP_CWORD=1
    _jejak jejak hold jejak
    echo "${COMPREPLY[@]}"' - "$completions/bash-completion/completions/jejak")
[ "$offered" = $'export\n--tiles\n' ] || [ "$offered" = $'export\n--tiles' ] || { echo "$offered"; exit 1; }
fish --no-config -c "source $completions/fish/vendor_completions.d/jejak.fish
    complete -C 'jejak thumb'" | grep -q ^thumbnail
ok "completions"

# What the package asks for is what the program is linked with, by dpkg's own reckoning.
mkdir -p "$1/source/debian"
printf 'Source: jejak\n\nPackage: jejak\nArchitecture: any\nDepends: ${shlibs:Depends}\n' \
    >"$1/source/debian/control"
found=$(cd "$1/source" && dpkg-shlibdeps -O "$tree/usr/bin/jejak" 2>/dev/null | sed 's/^shlibs:Depends=//')
asked=$(dpkg-deb -f "$deb" Depends)
[ "$(tr -d ' ' <<<"$found" | tr , '\n' | sort)" = "$(tr -d ' ' <<<"$asked" | tr , '\n' | sort)" ] ||
    { echo "the package asks for $asked, dpkg-shlibdeps says $found"; exit 1; }
symbols=$(objdump -T "$tree/usr/bin/jejak" | grep -oE 'GLIBC_[0-9.]+' | sort -Vu | tail -n 1)
[ "$(rpm -qp --requires "$packages"/*.rpm | grep -c "^libc.so.6($symbols)(64bit)$")" = 1 ]
tar -xOf "$packages"/*.pkg.tar.zst .PKGINFO | grep -qx "depend = glibc>=${symbols#GLIBC_}"
ok "dependencies: $asked"

# All of them have the same files, but for those that lie elsewhere in each.
listed() { sed -E 's|^\./||; s|^/||; /\/$/d; /share\/(doc|licenses)\/jejak|site-functions|vendor-completions/d' | grep ^usr | sort; }
files=$(cd "$tree" && find usr -type f | listed)
[ "$files" = "$(rpm -qpl "$packages"/*.rpm | listed)" ]
[ "$files" = "$(tar -tf "$packages"/*.pkg.tar.zst | listed)" ]
for part in bin/jejak share/man/man1/jejak.1.gz share/thumbnailers/io.jejak.Jejak.thumbnailer \
    share/icons/hicolor/scalable/apps/io.jejak.Jejak.svg share/doc/jejak/third-party.txt.gz; do
    [ -f "$tree/usr/$part" ]
done
zgrep -q '^eframe ' "$tree/usr/share/doc/jejak/third-party.txt.gz"
ok "the packages hold the same"

# The archive installs, installs again and goes, and nothing of it stays.
mkdir "$1/unpacked" "$1/prefix"
tar -xf "$packages"/*.tar.gz -C "$1/unpacked"
"$1"/unpacked/*/install "$1/prefix"
"$1/prefix/bin/jejak" --version | grep -q '^jejak '
grep -q "^Exec=\"$1/prefix/bin/jejak\" %F$" "$1/prefix/share/applications/io.jejak.Jejak.desktop"
desktop-file-validate "$1/prefix/share/applications/io.jejak.Jejak.desktop"
touch "$1/prefix/bin/mine"
"$1"/unpacked/*/install "$1/prefix"
"$1/prefix/share/jejak/install" --remove
left=$(find "$1/prefix" -type f -not -path '*/share/mime/*' -not -name mimeinfo.cache -not -name icon-theme.cache)
[ "$left" = "$1/prefix/bin/mine" ] || { echo "left: $left"; exit 1; }
[ "$(grep -rl jejak "$1/prefix/share/mime" "$1/prefix/share/applications" || true)" = "" ]
ok "the archive"
