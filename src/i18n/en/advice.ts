/** What keeps an image out, what to ask next, and the roads away from a system that is over. */
export const advice = {
  'gate.architecture': 'Its images are built for another architecture.',
  'gate.bits': 'Its images are 32-bit, and {type} has too much memory for them ({memory} GiB).',
  'gate.memory': 'It needs more memory than the {memory} GiB of {type}.',
  'gate.nvme': 'Its images lack the NVMe driver that {type} needs for its disks.',
  'gate.boot': 'Its images start in another mode than {type} does ({boot}).',
  'gate.service': 'ECS itself does not offer its images for {type}.',

  'question.type':
    'Which instance type is it for? The type decides architecture, drivers and boot mode; add `--type ecs.…` or `--type i-…`. Assuming {architecture} for now.',
  'question.use':
    'What is it for? Add `prod`, `dev`, `container` or `gpu`, or name a system. Assuming production for now.',
  'question.language':
    'Chinese or English Windows? Add `zh` or `en`. Until then I take the language you read.',

  'roads.title': 'Ways to move from {os} to {instead}',
  'roads.new':
    'Create a new instance with this image ({page}), move over, switch, and keep the old one until you are sure.',
  'roads.migrate': 'Migrate in place and keep the system disk: {page} can move {os} to {targets}.',
  'roads.migrate.ticket': 'It opens {targets} on request only, by a ticket.',
  'roads.migrate.over': 'It also offers {over}: out of support too, avoid.',
  'roads.migrate.none': 'Server Migration Center knows no way from {os} that keeps the system disk.',
  'roads.migrate.page': 'Server Migration Center',
  'roads.replace':
    'Replace the system disk, which loses what is on it: `/ecs-image replace i-… {id}` plans it, with a snapshot first.',
  'roads.leap':
    '{os} has the libraries of RHEL {before}, {instead} those of RHEL {after}: test your programs before you switch.',

  'recommend.buy': 'For a new instance: {page}, public image {os}; the exact one is {id}.',
  'recommend.buy.page': 'the buy page for {region}',
  'recommend.buy.button': 'Buy page',
  'recommend.question': 'To be surer',
  'recommend.eol': 'Support dates',
  'error.recommend.memory': '{os} needs more memory than the {memory} GiB of `{type}`.',
  'error.recommend.memory.hint': 'Name a larger `--type`, or another system.',
  'error.recommend.service': 'ECS itself offers no image of {os} for `{type}` in {region}.',
  'error.recommend.service.hint': 'Name another `--type`, or another system.',
  'error.recommend.cluster': 'The image of a cluster’s node is chosen by ACK, not by hand.',
  'error.recommend.cluster.hint':
    'Choose ContainerOS or the container-optimized Alibaba Cloud Linux in the node pool’s settings. For containers on an instance of your own: `/ecs-image recommend container`.',
} as const;
