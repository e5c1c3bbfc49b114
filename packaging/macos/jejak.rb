# A cask for Homebrew. Untried: see packaging/README.md. The release fills in what stands between @.
cask "jejak" do
  version "@VERSION@"
  sha256 "@SHA256@"

  url "@ADDRESS@/jejak-#{version}-macos.zip"
  name "Jejak"
  desc "Editor for customer-journey maps"
  homepage "https://jejak.io"

  depends_on macos: ">= :big_sur"

  app "Jejak.app"
  binary "#{appdir}/Jejak.app/Contents/MacOS/jejak"

  # Settings, unsaved work, versions: only when a person asks for it.
  zap trash: [
    "~/Library/Application Support/jejak",
    "~/Library/Caches/jejak",
  ]
end
