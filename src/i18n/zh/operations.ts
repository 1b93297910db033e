export const operations = {
  'error.operation.gone': '该操作由其他版本的机器人发起（{operation} {version}），当前版本无法继续执行。',
  'error.operation.gone.hint': '请同时运行旧版本直至其结束，或选择放弃。',
  'error.step.slow': '该步骤已超过 {minutes} 分钟仍未完成。',
  'error.step.slow.hint': '请先在控制台确认状态，再选择重试或放弃。',
} as const;
