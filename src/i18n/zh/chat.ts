export const chat = {
  'chat.table.left': '还有 {left, plural, other {#}} 行未显示。',
  'chat.step.skipped': '已跳过',
  'chat.unsaved': '暂时无法确认该命令已保存，请稍后用 `status` 查看；如未出现，请重新发送。',
  'chat.form.unopened': '表单没有打开，请重新发送命令。',
  'chat.moved.stranger':
    '我不能在这个会话里发言，答复已发到您与我的私信。想在这里看到答复，请邀请我：`/invite @{bot}`',
  'chat.moved.archived': '这个频道已归档，答复已发到您与我的私信。',
  'chat.moved.restricted': '这个频道或消息列的设置不允许我发言，答复已发到您与我的私信。',
};
