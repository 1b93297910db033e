export const advice = {
  'gate.architecture': '该系统的镜像属于另一种架构。',
  'gate.bits': '该系统的镜像为 32 位，{type} 的内存（{memory} GiB）过大，无法使用。',
  'gate.memory': '{type} 的内存只有 {memory} GiB，不足以运行该系统。',
  'gate.nvme': '该系统的镜像缺少 {type} 云盘所需的 NVMe 驱动。',
  'gate.boot': '该系统镜像的启动模式与 {type}（{boot}）不符。',
  'gate.service': 'ECS 不为 {type} 提供该系统的镜像。',

  'question.type':
    '用于哪种实例规格？规格决定架构、驱动和启动模式，请加上 `--type ecs.…` 或 `--type i-…`。目前按 {architecture} 推荐。',
  'question.use':
    '用途是什么？请加上 `生产`、`开发`、`容器` 或 `gpu`，也可以指定操作系统。目前按生产环境推荐。',
  'question.language': 'Windows 需要中文版还是英文版？请加上 `zh` 或 `en`。目前按您的语言推荐。',

  'roads.title': '从 {os} 迁移到 {instead} 的方式',
  'roads.new': '新建实例：在{page}用此镜像新建并部署，切换后保留旧实例，直到确认无误。',
  'roads.migrate': '原地迁移：保留系统盘数据，{page}支持将 {os} 迁移到 {targets}。',
  'roads.migrate.ticket': '迁移到 {targets} 需要提交工单开通。',
  'roads.migrate.over': 'SMC 仍可选 {over}，但它们也已停止支持，请勿选择。',
  'roads.migrate.none': '服务器迁移中心（SMC）不支持在保留系统盘的情况下迁移 {os}。',
  'roads.migrate.page': '服务器迁移中心（SMC）',
  'roads.replace':
    '更换系统盘：系统盘数据会丢失，`/ecs-image replace i-… {id}` 会先生成方案，并在更换前创建快照。',
  'roads.leap': '{os} 的系统库对应 RHEL {before}，{instead} 对应 RHEL {after}，切换前请充分测试业务程序。',

  'recommend.buy': '新建实例请前往{page}，选择公共镜像 {os}；准确的镜像 ID 为 {id}。',
  'recommend.buy.page': '购买页（{region}）',
  'recommend.buy.button': '购买页',
  'recommend.question': '补充信息可使推荐更准确',
  'recommend.eol': '支持期限',
  'error.recommend.memory': '`{type}` 的内存只有 {memory} GiB，不足以运行 {os}。',
  'error.recommend.memory.hint': '请选择更大的 `--type`，或换一个系统。',
  'error.recommend.service': 'ECS 在 {region} 地域没有为 `{type}` 提供 {os} 镜像。',
  'error.recommend.service.hint': '请更换 `--type`，或选择其他系统。',
  'error.recommend.cluster': '集群节点的镜像由 ACK 管理，不应手动选择。',
  'error.recommend.cluster.hint':
    '请在节点池配置中选择 ContainerOS 或容器优化版 Alibaba Cloud Linux。若在自建实例上运行容器，请发送 `/ecs-image recommend container`。',
} as const;
