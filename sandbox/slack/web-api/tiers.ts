/** Token buckets of Slack's rate tiers, off until asked for. A bucket fills in real time and holds `burst` calls. */
export function createTiers() {
  let enabled = false;
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    enable(on: boolean) {
      enabled = on;
      buckets.clear();
    },

    /** Takes one call; seconds to wait when there is none left, else 0. */
    wait(key: string, perMinute: number, burst = perMinute): number {
      if (!enabled) return 0;
      const now = Date.now();
      const { tokens, at } = buckets.get(key) ?? { tokens: burst, at: now };
      const left = Math.min(burst, tokens + ((now - at) * perMinute) / 60_000);
      buckets.set(key, { tokens: left >= 1 ? left - 1 : left, at: now });
      return left >= 1 ? 0 : Math.ceil(((1 - left) * 60) / perMinute);
    },
  };
}
