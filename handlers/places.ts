import { cardLetters } from '../jobs/letters.ts';
import type { Dispatch } from '../jobs/start.ts';
import { type ChatPlatform, type Place, placeKey } from '../src/chat/platform.ts';
import { approvalRule, type Config } from '../src/config.ts';
import { accountsWith } from '../src/domain/access.ts';
import type { Request } from '../src/domain/request.ts';
import type { Store } from '../src/store/index.ts';

export type Reach = {
  platforms: ReadonlyMap<string, ChatPlatform>;
  config: Pick<Config, 'approvals' | 'directory'>;
};
type Asked = Pick<Request, 'operation'> & { asker: Pick<Request['asker'], 'person'> };

/**
 * Where a request for approval stands. Nobody else sees a direct chat: from there it goes to `approvals.place` too,
 * else to each approver. On the other platforms it always goes to `approvals.place`.
 */
export function approvalPlaces(
  { platforms, config }: Reach,
  asked: Place,
  { operation, asker }: Asked,
): Place[] {
  const named = Object.entries(approvalRule(config, operation).place).flatMap(([platform, id]) =>
    id && platforms.has(platform) ? [{ platform, id }] : [],
  );
  const elsewhere = named.filter(({ platform }) => asked.direct || platform !== asked.platform);
  const direct = named.length || !asked.direct ? [] : approversDirectly({ platforms, config }, asker.person);
  return distinct([asked, ...elsewhere, ...direct]);
}

/** The bot could not write where it was asked, so the card stands in the asker's direct chat: approvers get their own. */
export async function reroute(
  reach: Reach,
  { store, dispatch }: { store: Store; dispatch: Dispatch },
  id: string,
): Promise<void> {
  for (;;) {
    const stored = await store.requests.load(id);
    if (stored?.request.status !== 'pending') return;
    const { request } = stored;
    const [asked, ...others] = request.places;
    if (!asked || asked.direct) return;
    const seenBySelf: Place = { ...asked, direct: true };
    const places = distinct([seenBySelf, ...others, ...approvalPlaces(reach, seenBySelf, request)]);
    const out = cardLetters({ ...request, places: places.slice(request.places.length) }, true);
    const written = await store.requests.change(
      stored,
      { ...request, places },
      { out, log: { rerouted: places.length } },
    );
    if (written === 'lost') continue;
    await dispatch.tell(out);
    return;
  }
}

function approversDirectly({ platforms, config }: Reach, asker: string): Place[] {
  return accountsWith(config.directory, 'approver')
    .filter(({ person }) => person !== asker)
    .flatMap(({ accounts }) => {
      const reached = accounts.flatMap((key) => {
        const [platform = '', ...id] = key.split(':');
        const chat = platforms.get(platform);
        return chat ? [chat.directly({ platform, id: id.join(':'), name: '' })] : [];
      });
      return reached.slice(0, 1);
    });
}

function distinct(places: Place[]): Place[] {
  return places.filter((place, i) => places.findIndex((other) => placeKey(other) === placeKey(place)) === i);
}
