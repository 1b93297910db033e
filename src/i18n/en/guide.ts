/** The guide. Systems, numbers, dates and places come in as slots: a sentence must not grow old by itself. */
export const guide = {
  'command.guide': 'Answers the questions about images that everybody asks, with today’s dates.',
  'arg.topic': 'What it is about, such as `import` or `leaving centos`; left out, it lists the topics.',
  'arg.more': 'The details that the short answer leaves out.',
  'error.guide.topic': 'The guide has no topic `{text}`.',
  'error.guide.topic.hint': 'See all topics with `/ecs-image guide`.',
  'error.guide.topic.near': 'The guide has no topic `{text}`. Did you mean `{near}`?',
  'error.guide.topic.near.hint': 'Type `/ecs-image guide {near}`.',

  'guide.title': 'The guide to ECS images',
  'guide.intro': 'Short answers, from today’s dates and the images of {region}. Press a topic.',
  'guide.line': '`{word}` {about}',
  'guide.typed': 'Or type {prefix} and a word of the topic.',
  'guide.more': 'More',
  'guide.more.title': '{title}: the details',
  'guide.footer': 'Images of {region} as listed now; support dates checked on {checked}.',
  'guide.names': '{list}',
  'guide.support': '{support}',
  'guide.release': '{os}: {support}.',
  'guide.release.uncertain': '{os}: {support}. This date is second-hand: check with its maker.',
  'guide.expired': 'The old advice to take {os} expired on {since}.',
  'guide.expired.undated': 'The old advice to take {os} has expired; since when is not known.',
  'guide.expired.all': '**Old advice that has expired:** {list}.',
  'guide.holds': '{os} is not over yet: {support}.',

  'guide.column.use': 'Use',
  'guide.column.newest': 'Newest build here',
  'guide.column.from': 'From',
  'guide.column.first': 'First choice',
  'guide.column.others': 'Others',
  'guide.column.why': 'Why',
  'guide.column.command': 'Command',
  'guide.use.prod': 'Production',
  'guide.use.dev': 'Development and test',
  'guide.use.container': 'Containers on plain ECS',
  'guide.use.gpu': 'GPU and AI',
  'guide.use.arm': 'Arm instance types',
  'guide.use.windows': 'Windows',
  'guide.page.help': 'Help page',
  'guide.page.buy': 'Buy page',
  'guide.page.publicImages': 'Public images',
  'guide.page.ownImages': 'Own images',
  'guide.page.instances': 'Instances',
  'guide.page.lifecycle': 'Vendor’s dates',
  'guide.page.role': 'Authorise ECS',
  'guide.page.smc': 'SMC',

  'guide.official.name': 'Official images',
  'guide.official.title': 'Why official images',
  'guide.official.about': 'why official images, and what they do not promise',
  'guide.official.ready':
    '**Nothing to upload.** {region} lists {count, plural, one {# public image} other {# public images}} to start from.',
  'guide.official.tuned':
    '**Only {own} is tuned for ECS.** The others are the distribution’s own system with drivers, cloud-init, Cloud Assistant and mirrors inside the network; do not expect more speed.',
  'guide.official.builds':
    '**New builds** come about once a month while a system is supported. Newest here: {os}, built {built}, {days, plural, one {# day} other {# days}} ago.',
  'guide.official.builds.stopped':
    '**New builds** come about once a month while a system is supported. Newest here: {os}, built {built}, {days, plural, one {# day} other {# days}} ago. Afterwards they stop: the last {over} is of {last}.',
  'guide.official.builds.unknown': '**New builds** come about once a month; of those here no day is told.',
  'guide.official.fits':
    '**Compatible within limits:** architecture, boot mode, {driver}, memory and sometimes the instance family. Of {count} images {proven} are on record with the {driver} driver; of the rest it is unknown. `/ecs-image recommend` with `--type` checks.',
  'guide.official.help':
    '**Tested** by Alibaba Cloud before release. Alibaba Cloud supports {own}; open-source systems are supported by their communities, and Alibaba Cloud assists; after the end of support nobody does.',
  'guide.official.help.vendors':
    '**Tested** by Alibaba Cloud before release. Alibaba Cloud supports {own}; open-source systems are supported by their communities, and Alibaba Cloud assists; the vendor supports {vendors}; after the end of support nobody does.',
  'guide.official.fees':
    '**Not always free.** {always} carry a licence fee, {abroad} does in Hong Kong and abroad, and so does the Pro edition of {pro}.',
  'guide.official.fees.some':
    '**Not always free.** {paid} carry a licence fee, and so does the Pro edition of {pro}.',
  'guide.official.table': 'What {region} has today',
  'guide.official.mind': 'Keep in mind',
  'guide.official.old': 'Older than {days} days, so install updates right after the first start: {list}.',
  'guide.official.soon': 'Support ends within {days} days: {list}.',
  'guide.official.over':
    'Still listed, but without free fixes: {count, plural, one {# release} other {# releases}}, such as {list}. See `/ecs-image eol`.',
  'guide.official.windows':
    'The fee for Windows Server is named for Hong Kong and regions abroad by the vendor’s page of {year}. The price on the buy page decides.',
  'guide.official.follow': 'A paid licence follows every image that is made from a paid one.',

  'guide.choose.name': 'Choosing',
  'guide.choose.title': 'Choosing an image, step by step',
  'guide.choose.about': 'an image for a new instance, step by step',
  'guide.choose.buy.cn':
    '**Start at the buy page** of the China site: {page}, region {region}. Menus move, so use the link. The region decides stock, fees and limits.',
  'guide.choose.buy.intl':
    '**Start at the buy page** of the international site: {page}, region {region}. Menus move, so use the link. The region decides stock, fees and limits.',
  'guide.choose.type':
    '**Type before image.** It is not about the number of bits but about x86 or Arm: {families} are Arm. The type filters the list; {arm} of {count} images here are for Arm.',
  'guide.choose.kind':
    '**Public image** is the tab to take. Community images have no support and deserve the least trust.',
  'guide.choose.system':
    '**Today:** {prod} for production, {prodSupport}; {dev} for development, {devSupport}.',
  'guide.choose.system.none': '**Today** {region} lists no image that we would take.',
  'guide.choose.check':
    '**Before you buy** look at id, architecture, build day, end of support and fee: `/ecs-image show` with the image’s id.',
  'guide.choose.uses': 'What to take in {region} today',
  'guide.choose.old': 'What the old guide said to take',
  'guide.choose.typeMatters': 'The type decides',
  'guide.choose.arm': 'The `r` in `{type}` means Arm; it does not mean regular.',
  'guide.choose.bits': 'Above {gib} GiB of memory no {bits}-bit system starts.',
  'guide.choose.nvme':
    'Types of generation {generation} and later attach disks by {driver}; the image needs that driver.',
  'guide.choose.boot':
    'Arm and security-enhanced types boot by UEFI only; an image of another boot mode does not start there.',
  'guide.choose.ask':
    'Name the type and the list is filtered for you: `/ecs-image recommend prod --type ecs.…`.',
  'guide.choose.sites': 'Site and region are two things',
  'guide.choose.accounts':
    'The two sites have separate accounts and one API. Both sell regions in mainland China, so a missing region does not tell which site you are on.',
  'guide.choose.here.cn': 'This bot links to the China site and works in {region}.',
  'guide.choose.here.intl': 'This bot links to the international site and works in {region}.',
  'guide.choose.region.mainland':
    'A region in mainland China: public websites there need an ICP filing; Windows Server has no fee of its own, by the vendor’s page.',
  'guide.choose.region.abroad':
    'A region outside mainland China: Windows Server carries a fee, and changes between Linux and Windows may be refused.',
  'guide.choose.kinds': 'Kinds of images',
  'guide.choose.kinds.five':
    'Public; custom (your own); shared (from another account); marketplace (may cost); community (from strangers).',
  'guide.choose.owner':
    '`/ecs-image images --owner` lists `system`, `self` or `shared`, every page and the right region.',

  'guide.systems.name': 'Ubuntu or CentOS',
  'guide.systems.title': 'Ubuntu or CentOS',
  'guide.systems.about': 'Ubuntu or CentOS, and what became of the old answer',
  'guide.systems.apt': '**With {tool}, easy to begin with:** {os}, {support}.',
  'guide.systems.dnf':
    '**With {tool}, instead of CentOS:** {os} by Alibaba Cloud, {support}; or {other}, {otherSupport}.',
  'guide.systems.table': 'Releases in {region}',
  'guide.systems.ubuntu': 'Ubuntu',
  'guide.systems.easy': 'Easy for beginners: `apt`, a large community, much to read.',
  'guide.systems.lts':
    'An LTS release gets free security fixes for {years} years, in `main` and `restricted`; `universe` is best effort. {extension} adds {proYears} years.',
  'guide.systems.soon': '{os} is not for new work: {support}.',
  'guide.systems.centos': 'CentOS',
  'guide.systems.noVendor':
    'CentOS never had enterprise support: it was a free rebuild of Red Hat Enterprise Linux without a vendor.',
  'guide.systems.vendor': 'CentOS has a vendor that supports it.',
  'guide.systems.tool': '{os} installs packages with `{tool}`.',
  'guide.systems.alias': 'Its successors use `{tool}`; `yum` stays as another name for it.',
  'guide.systems.running':
    'Running servers go on, without fixes and without help from Alibaba Cloud. The default repositories have moved: installing fails until they point to the vault mirror.',
  'guide.systems.lastBuild': 'The last image here is {os}, built {built}.',
  'guide.systems.stream': 'CentOS Stream is the preview of the next Red Hat release, not a stable rebuild.',

  'guide.local.name': 'Local images',
  'guide.local.title': 'Images of your own',
  'guide.local.about': 'pros and cons of your own images',
  'guide.local.upload':
    '**Upload time** depends on the file and your line; alone it is no reason. It goes to OSS in the same region, above {gib} GiB in parts (documented in {year}).',
  'guide.local.check':
    '**Whether it fits ECS** is tested: the import asks for the image check (`{strategy}`) and explains what it finds.',
  'guide.local.drivers':
    '**Drivers:** {always} always, {newer} for types of generation {generation} and later; cloud-init besides.',
  'guide.local.holes':
    '**Security holes** stay until you close them. Look also for old keys, foreign agents and fixed addresses.',
  'guide.local.speed':
    '**Speed** is no argument: with {always}, {newer} and a current kernel the difference is small. That is our judgement, not a measurement.',
  'guide.local.better':
    '**Better in most cases:** a public image such as {os} with a script, or an image pipeline from it.',
  'guide.local.when': 'When your own is right',
  'guide.local.when.need': 'The server has to start with software that takes long to install.',
  'guide.local.when.appliance': 'A vendor delivers an appliance, or a machine moves here as it is.',
  'guide.local.when.update': 'Then somebody has to build it anew with each round of fixes. Name who.',
  'guide.local.windows': 'Windows',
  'guide.local.windows.drivers':
    'Install Alibaba Cloud’s signed {always} drivers and remove the community edition.',
  'guide.local.costs': 'Cost',
  'guide.local.own':
    '{region} has {count, plural, =0 {no image of your own} one {# image of your own} other {# images of your own}} now.',

  'guide.import.name': 'Importing',
  'guide.import.title': 'Importing an image',
  'guide.import.about': 'importing an image, with a checklist',
  'guide.import.steps':
    '**Two steps, not one:** put the file into an OSS bucket in {region}, or in the region where you want the image, then `/ecs-image import oss://…`. ECS itself takes no file.',
  'guide.import.role': '**Once per account** let ECS read from OSS: the role `{role}`.',
  'guide.import.formats':
    '**Formats:** {formats}. {preview} is by the vendor’s invitation only and off here: convert with `{convert}`. {refused} never.',
  'guide.import.formats.invited':
    '**Formats:** {formats}; {preview} too, as your account is invited to its preview. Others: convert with `{convert}`. {refused} never.',
  'guide.import.task':
    '**It is a task,** watched for you, with `cancel`; use the image when the thread says it is ready. Up to {systemDisks} system and {dataDisks} data disks, each {leastGiB} to {mostGiB} GiB.',
  'guide.import.tell':
    '**Tell** architecture, system and boot mode ({boot} unless told; Arm takes {armBoot} only), and for Windows the licence ({licences}).',
  'guide.import.cost':
    '**Cost:** OSS storage for the file, then snapshot storage for every image of your own.',
  'guide.import.file': 'The file and its bucket',
  'guide.import.file.bucket': 'The bucket is in the region of the image, and not encrypted by the server.',
  'guide.import.file.object': 'The object is not empty, not archived, and ends in one of {suffixes}.',
  'guide.import.file.parts': 'Above {gib} GiB it is uploaded in parts.',
  'guide.import.file.role': 'Without the role ECS answers `{code}`.',
  'guide.import.file.size': 'The disk is not smaller than the virtual size, and not above {mostGiB} GiB.',
  'guide.import.linux': 'Inside Linux',
  'guide.import.linux.drivers':
    'The drivers {always}, and {newer} for types of generation {generation} and later, are in the initramfs.',
  'guide.import.linux.cloudInit':
    'cloud-init is {version} or later, or the vendor’s build {older}; no qemu-ga.',
  'guide.import.linux.password':
    'The kernel has `{option}`, without which neither password nor key can be set; growpart is there to grow the disk.',
  'guide.import.linux.boot': 'GRUB and fstab name disks by UUID; fstab is otherwise untouched.',
  'guide.import.linux.disk': 'The root file system is one of {systems}, in one partition, and not full.',
  'guide.import.linux.network': 'One network card by DHCP, sshd on port {port}, firewall open for it.',
  'guide.import.linux.security': 'SELinux is off. No leftover keys, agents or fixed addresses.',
  'guide.import.arm': 'Arm: {boot} only, hardware clock in UTC.',
  'guide.import.documented':
    'Some of these are documented in {year} only; the image check has the last word.',
  'guide.import.windows': 'Inside Windows',
  'guide.import.windows.access': 'Remote desktop on port {port}, firewall open for it; no qemu-ga.',
  'guide.import.windows.disk': 'A server edition, on a disk of {gib} GiB or more.',
  'guide.import.after': 'Afterwards',
  'guide.import.after.cancel':
    'An image that is being imported cannot be deleted; cancel the import instead.',
  'guide.import.after.licence': 'The licence fee of {list} follows the image.',

  'guide.instance.name': 'An instance’s image',
  'guide.instance.title': 'Seeing an instance’s image',
  'guide.instance.about': 'what an instance’s image tells, and what it cannot',
  'guide.instance.show':
    '**Here:** `/ecs-image show i-…`, or mention the id to me. It shows the image, its age and the end of support.',
  'guide.instance.made':
    '**The image is what the disk was made from.** An upgrade inside the guest does not change it.',
  'guide.instance.inside': '**The truth is inside:** `{release}` for the system, `{image}` for the image.',
  'guide.instance.gone':
    '**An image may have left the list** when a newer build came. The instance runs on without it.',
  'guide.instance.console':
    '**In the console** the details of an instance show it too; the button opens the list of {region}.',
  'guide.instance.knows': 'What the image can tell',
  'guide.instance.knows.made': 'Which system and which build the disk began with.',
  'guide.instance.knows.disk': 'Architecture, boot mode and drivers at that time.',
  'guide.instance.cannot': 'What it cannot tell',
  'guide.instance.cannot.upgrade': 'Whether somebody has upgraded the system since: ask `{release}`.',
  'guide.instance.cannot.packages': 'Which fixes are installed: ask the package manager in the guest.',
  'guide.instance.cannot.own': 'What somebody put into an image of your own before it was made.',

  'guide.replace.name': 'Replacing',
  'guide.replace.title': 'Replacing the system of an instance',
  'guide.replace.about': 'replacing the system, with the warnings the old guide forgot',
  'guide.replace.here':
    '**Here:** `/ecs-image replace i-… …` makes a plan, has it approved, takes a snapshot, replaces and proves it. The snapshot is kept for a while.',
  'guide.replace.lost':
    '**The old system disk is released with its data,** and the disk id changes. Data disks stay, but their mounts in fstab are lost.',
  'guide.replace.snapshot':
    '**Old snapshots cannot roll back the new disk.** Take one by hand and wait for it: a first one of {gib} GiB takes some {minutes} minutes.',
  'guide.replace.stopped':
    '**Stop it in standard mode,** where charging goes on. Otherwise a pay-as-you-go instance may not start again for lack of stock.',
  'guide.replace.login':
    '**Login:** a password or key pair has to be given or inherited. Never in chat; use a key pair. Host keys change.',
  'guide.replace.rather': '**Update instead** while the system is still supported: that loses nothing.',
  'guide.replace.forgot': 'What the old guide forgot',
  'guide.replace.auto':
    'Automatic snapshots may be deleted together with the old disk: a setting of the disk decides.',
  'guide.replace.disk':
    'Disk category and billing cannot change. The size can grow and not shrink; the default is the larger of {gib} GiB and the image’s size.',
  'guide.replace.blocked': 'Not with an unpaid order, and not while the instance is locked for security.',
  'guide.replace.identity': 'Private and public IP and MAC stay; SSH host keys and logins change.',
  'guide.replace.cross.mainland':
    'Between Linux and Windows: allowed in {region}, as far as we know. Outside mainland China it is refused by pages of {year}; unverified since, so ECS decides.',
  'guide.replace.cross.abroad':
    'Between Linux and Windows: not in {region}, by pages of {year} about regions outside mainland China. Unverified since, so ECS decides.',
  'guide.replace.fits':
    'Architecture, boot mode and NVMe have to fit the instance type; the plan checks them, and so does ECS.',
  'guide.replace.exact':
    'A family moves on with each build. What is approved is one exact image; if it is gone when the work begins, the work is refused.',
  'guide.replace.console': 'By hand in the console',
  'guide.replace.path':
    'Stop the instance, then its menu for disks and images. The path is right; the warnings above are what it lacked.',
  'guide.replace.bot': 'Here each of them is checked or shown before anybody approves.',

  'guide.update.name': 'Updates',
  'guide.update.title': 'Keeping instances up to date',
  'guide.update.about': 'updates of running instances',
  'guide.update.never':
    '**A new build never touches a running instance.** Updates come from inside the guest.',
  'guide.update.unattended':
    '**Ubuntu installs security fixes by itself:** unattended-upgrades was on in the {os} build of {built}. It does not reboot for you.',
  'guide.update.apt': '**By hand, with {tool}:** {command}. Without the second half it only reads the list.',
  'guide.update.dnf': '**Alibaba Cloud Linux and Red Hat’s kin, with {tool}:** {command}.',
  'guide.update.fleet':
    '**Many at once:** patch management of OOS in the console. We have not checked what it covers today.',
  'guide.update.rather':
    '**Update rather than replace** while there are fixes; afterwards move to another system.',
  'guide.update.commands': 'What to type, for systems of {region}',
  'guide.update.mind': 'Keep in mind',
  'guide.update.reboot': 'A new kernel works after a reboot. Plan it.',
  'guide.update.first': 'From a build older than {days} days: update right after the first start.',
  'guide.update.release': 'A move to the next release inside the guest leaves the image id as it was.',
  'guide.update.over':
    'For {count, plural, one {# release} other {# releases}} in the list no free fixes come any more, whatever you type, such as {list}. See `/ecs-image eol`.',

  'guide.centos.name': 'Leaving CentOS',
  'guide.centos.title': 'Leaving CentOS',
  'guide.centos.about': 'leaving CentOS: where to, and on which road',
  'guide.centos.over': '**The old advice to take CentOS has expired:** {list}.',
  'guide.centos.first':
    '**First choice: {os},** free and looked after by Alibaba Cloud, {support}. Image today: {id}',
  'guide.centos.first.unlisted':
    '**First choice: {os},** free and looked after by Alibaba Cloud, {support}. {region} lists no image of it.',
  'guide.centos.others': '**Or, on a new instance:** {list}.',
  'guide.centos.roads':
    '**Three roads, in the vendor’s order:** a new instance, deploy and switch; in place with Server Migration Center (SMC), which keeps the system disk’s data; replacing the system disk, which loses it.',
  'guide.centos.smc.traps': '**SMC** cannot move to {none}. It still offers {traps}, also ended: avoid them.',
  'guide.centos.smc.none': '**SMC** cannot move to {none}; those need a new instance or a replacement.',
  'guide.centos.running':
    '**Until then** servers run on, without fixes; installing fails until the repositories point to the vault.',
  'guide.centos.from': 'From where to where',
  'guide.centos.need.certified': 'Vendor certificate needed',
  'guide.centos.need.baseline': 'MLPS, level three',
  'guide.centos.why.compatible': '{own} is compatible with {base}: kernel {kernel}, free.',
  'guide.centos.why.steps':
    '{own} is compatible with {base}: the libraries move on by more than one release, so test first.',
  'guide.centos.why.preview':
    '{os} ends on {end}, in {days, plural, one {# day} other {# days}}; Stream is for those who develop for Red Hat.',
  'guide.centos.why.previewOver': 'Stream is a preview, and these have ended.',
  'guide.centos.why.certified': 'Paid, and certified for some instance families only.',
  'guide.centos.why.baseline': 'The `{edition}` edition comes with the baseline applied.',
  'guide.centos.dates': 'Until when',
  'guide.centos.lesser': '{list} would do as well, but the next release of each lasts longer.',
  'guide.centos.smc': 'What SMC moves in place',
  'guide.centos.move': '**{os}:** on x86 to {x86}; on Arm to {arm}.',
  'guide.centos.move.x86': '**{os}:** on x86 only, to {x86}.',
  'guide.centos.targets.over': '{good} (not to {over}: over)',
  'guide.centos.targets.ticket': '{good} (by ticket to {ticket})',
  'guide.centos.needs': 'What SMC needs',
  'guide.centos.needs.account': 'An instance of the same account.',
  'guide.centos.needs.assistant': 'Cloud Assistant, seen in the last {hours} hours.',
  'guide.centos.needs.snapshots': 'Snapshots enabled, none in progress.',
  'guide.centos.needs.stopped':
    'The instance stopped, by a page of {year}; there is no migration of a running one.',
  'guide.centos.needs.own': 'It takes a snapshot of its own first.',
  'guide.centos.needs.none': 'For {list} take a new instance or replace the system disk.',
  'guide.centos.needs.bot': 'I advise and link; I do not run SMC. Of a tool called {tool} we found no trace.',
} as const;
