/**
 * The one write that decides anything about a request: record, journal, wait, ready entry, holds, outbox and audit
 * change together or not at all. ARGV[1] is a `Transition` as JSON. Answers `made seq`, `known id` (this delivery
 * made that request already), `held what id`, `taken` (the id is used), `lost` (somebody was faster), `late`.
 */
export const transitionScript = `
local p = '{ei}:'
local c = cjson.decode(ARGV[1])
local key = p .. 'rq:' .. c.id
local seq = redis.call('HGET', key, 'seq')
if c.expect == 0 then
  if c.incoming then
    local known = redis.call('GET', p .. 'in:' .. c.incoming)
    if known then return {'known', known} end
  end
  if redis.call('SISMEMBER', p .. 'ids', c.id) == 1 then return {'taken'} end
  for _, what in ipairs(c.take) do
    local holder = redis.call('GET', p .. 'hold:' .. what)
    if holder then return {'held', what, holder} end
  end
elseif not seq or tonumber(seq) ~= c.expect then
  return {'lost'}
end
if c.notAfter then
  local time = redis.call('TIME')
  if time[1] * 1000 + time[2] / 1000 >= c.notAfter then return {'late'} end
end
local n = c.expect + 1
redis.call('HSET', key, 'seq', n, 'status', c.status, 'record', c.record, 'at', c.at)
if c.expect == 0 then
  redis.call('SADD', p .. 'ids', c.id)
  redis.call('ZADD', p .. 'recent', c.at, c.id)
  redis.call('ZREMRANGEBYRANK', p .. 'recent', 0, -10001)
  if c.incoming then redis.call('SET', p .. 'in:' .. c.incoming, c.id, 'EX', 86400) end
  for _, what in ipairs(c.take) do
    redis.call('SET', p .. 'hold:' .. what, c.id)
    redis.call('SADD', p .. 'holds', what)
  end
end
if #c.log > 0 then redis.call('RPUSH', key .. ':log', unpack(c.log)) end
if c.unwait then redis.call('ZREM', p .. 'waits:' .. c.unwait, c.id) end
if c.wait then
  redis.call('ZADD', p .. 'waits:' .. c.wait.shard, c.wait.due, c.id)
  redis.call('SADD', p .. 'shards', c.wait.shard)
end
if c.ready then redis.call('ZADD', p .. 'ready', c.at, c.id .. '.' .. n) end
for _, letter in ipairs(c.out) do
  local list = p .. 'out:' .. letter.thread
  if redis.call('HSET', list .. ':h', letter.key, letter.body) == 1 then redis.call('RPUSH', list, letter.key) end
  redis.call('ZADD', p .. 'out', 'NX', c.at, letter.thread)
end
if c.audit then redis.call('XADD', p .. 'audit', '*', 'id', c.id, 'what', c.audit) end
if c.ends then
  redis.call('SREM', p .. 'active', c.id)
  for _, what in ipairs(c.free) do
    if redis.call('GET', p .. 'hold:' .. what) == c.id then
      redis.call('DEL', p .. 'hold:' .. what)
      redis.call('SREM', p .. 'holds', what)
    end
  end
  for _, suffix in ipairs({'', ':log', ':at'}) do redis.call('EXPIRE', key .. suffix, c.keepSeconds) end
else
  redis.call('SADD', p .. 'active', c.id)
end
return {'made', n}
`;
