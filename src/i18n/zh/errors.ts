export const errors = {
  'error.bug': '机器人内部出错，请把编号 `{ref}` 交给管理员。',
} as const;
