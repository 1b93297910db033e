export const operations = {
  'error.step.slow': '该步骤已超过 {minutes} 分钟仍未完成。',
  'error.step.slow.hint': '请先在控制台确认状态，再选择重试或放弃。',
} as const;
