// The rooms of ARCHITECTURE.md: who may import whom.
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    never(
      'no-cycles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'A cycle has no direction.',
    ),
    never(
      'src-is-below',
      { path: '^src' },
      { path: '^(handlers|jobs|sandbox|test|bench)/' },
      'Work goes handlers → jobs → src.',
    ),
    never(
      'jobs-know-no-handlers',
      { path: '^jobs' },
      { path: '^(handlers|sandbox|test)/' },
      'Work goes handlers → jobs → src.',
    ),
    never(
      'jobs-know-no-chat',
      { path: '^jobs' },
      { path: '^src/chat/[^/]+/|node_modules/@slack' },
      'Only bot processes talk to chats.',
    ),
    never(
      'handlers-are-plain',
      { path: '^handlers' },
      { path: 'node_modules/(@slack|@alicloud|ali-oss|ioredis)|^(sandbox|test)/' },
      'No vendor SDK, no Redis.',
    ),
    never(
      'domain-is-pure',
      { path: '^src/domain' },
      { path: '^src/(?!domain|errors|i18n)|node_modules/(?!zod|date-fns)' },
      'True without a network.',
    ),
    never(
      'ecs-says-nothing',
      { path: '^src/ecs' },
      { path: '^src/(chat|app|config)' },
      'No chat, no settings in the cloud room.',
    ),
    never(
      'one-room-knows-alibaba',
      { path: '^(src(?!/ecs)|handlers|jobs)' },
      { path: 'node_modules/(@alicloud|@darabonba|ali-oss)' },
      'src/ecs alone.',
    ),
    never(
      'one-room-knows-slack',
      { path: '^(src(?!/chat/slack)|handlers|jobs)' },
      { path: 'node_modules/@slack' },
      'src/chat/slack alone.',
    ),
    never(
      'one-room-knows-dingtalk',
      { path: '^(src(?!/chat/dingtalk)|handlers|jobs)' },
      { path: 'node_modules/dingtalk-stream' },
      'src/chat/dingtalk alone.',
    ),
    never(
      'one-room-draws',
      { path: '^(src(?!/picture)|handlers|jobs)' },
      { path: 'node_modules/(@napi-rs|chart[.]js)' },
      'src/picture alone.',
    ),
    never(
      'pictures-know-nothing',
      { path: '^src/picture' },
      { path: '^src/(?!picture)' },
      'Words and numbers in, a PNG out.',
    ),
    never(
      'chat-knows-no-cloud',
      { path: '^src/chat' },
      { path: '^src/ecs' },
      'Chat draws cards, whatever they say.',
    ),
    never('i18n-imports-nothing', { path: '^src/i18n' }, { path: '^src/(?!i18n)' }, 'Words stand alone.'),
    never(
      'product-knows-no-sandbox',
      { path: '^(src|handlers|jobs)' },
      { path: '^sandbox' },
      'Nothing in the product knows it is in a sandbox.',
    ),
    never(
      'page-knows-no-product',
      { path: '^sandbox/web' },
      { path: '^(src|handlers|jobs)' },
      'The page speaks to the sandbox alone.',
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // Its swc reads no JSX; what the page may import is held by biome.json.
    exclude: { path: '^sandbox/web/.*[.]tsx$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
