package dev.lanner.generate;

import static dev.lanner.generate.Program.system;
import static dev.lanner.generate.Program.user;

import java.util.List;

/** What runs on macOS hosts on an ordinary day. */
final class MacSoftware {

  private static final String CHROME_HELPER =
      "/Applications/Google Chrome.app/Contents/Frameworks/Google Chrome Framework.framework/"
          + "Versions/141.0.7390.54/Helpers/Google Chrome Helper.app/Contents/MacOS/"
          + "Google Chrome Helper";

  static final Software WORKSTATION =
      new Software(
          List.of(
              system("/sbin/launchd", "kernel_task", "/sbin/launchd"),
              system("/usr/sbin/mDNSResponder", "launchd", "/usr/sbin/mDNSResponder").inside(),
              system(
                      "/System/Library/PrivateFrameworks/ApplePushService.framework/apsd",
                      "launchd",
                      "/System/Library/PrivateFrameworks/ApplePushService.framework/apsd")
                  .web(),
              user(
                      "/Applications/Safari.app/Contents/MacOS/Safari",
                      "launchd",
                      "/Applications/Safari.app/Contents/MacOS/Safari")
                  .web(),
              user(
                      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                      "launchd",
                      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
                  .web(),
              user(
                      "/Applications/Slack.app/Contents/MacOS/Slack",
                      "launchd",
                      "/Applications/Slack.app/Contents/MacOS/Slack")
                  .web(),
              user("/bin/zsh", "login", "-zsh")),
          List.of(
              system(
                  "/usr/libexec/xpcproxy",
                  "launchd",
                  "xpcproxy com.apple.mdworker.shared.{hex}-0600-0000-0000-000000000000"),
              system(
                  "/System/Library/Frameworks/CoreServices.framework/Versions/A/Frameworks/"
                      + "Metadata.framework/Versions/A/Support/mdworker_shared",
                  "launchd",
                  "/System/Library/Frameworks/CoreServices.framework/Versions/A/Frameworks/"
                      + "Metadata.framework/Versions/A/Support/mdworker_shared -s mdworker -c"
                      + " MDSImporterWorker -m com.apple.mdworker.shared"),
              system(
                  "/usr/bin/plutil",
                  "launchd",
                  "/usr/bin/plutil -convert xml1 -o - /Library/Managed Preferences/{user}/"
                      + "com.corp.agent-{number}.plist"),
              user(
                  CHROME_HELPER,
                  "Google Chrome",
                  CHROME_HELPER
                      + " --type=renderer --lang=en-GB --num-raster-threads=4"
                      + " --renderer-client-id={number} --shared-files"
                      + " --field-trial-handle=1718379636,r,{number}{number},{number}{number},"
                      + "262144 --seatbelt-client={number}"),
              user(
                  "/usr/bin/git",
                  "zsh",
                  "git -c log.showSignature=false log -n 1 --format=%H {hex}{hex}"),
              user(
                  "/usr/local/bin/node",
                  "zsh",
                  "node /Users/{user}/work/portal/node_modules/.bin/vite build --mode"
                      + " development --outDir dist-{number}"),
              user("/bin/ls", "zsh", "ls -la /Users/{user}/work/portal"),
              user(
                  "/usr/bin/ssh",
                  "zsh",
                  "ssh -o ServerAliveInterval=30 {user}@bastion.corp.example")),
          Template.all(
              "/Users/{user}/Library/Caches/Google/Chrome/Default/Cache/Cache_Data/{hex}_0",
              "/private/var/folders/3c/{hex}/T/com.microsoft.Excel/Content.MSO/mso{hex}",
              "/Users/{user}/work/portal/dist-{number}/assets/index-{hex}.js",
              "/Users/{user}/Downloads/statement-{number}.pdf",
              "/private/var/db/spotlight/{guid}/journal-{number}.dat"));

  private MacSoftware() {}
}
