import type { Place } from '../src/chat/platform.ts';
import type { Request } from '../src/domain/request.ts';
import { type Letter, type Note, threadId } from '../src/store/outbox.ts';

/** An edit of the request's card in every place; urgent ones are not held back by the chat's pace. */
export function cardLetters(request: Request, urgent = false): Letter[] {
  return request.places.map((place) => ({
    ...address(request, place),
    kind: 'card',
    key: urgent ? 'card.now' : 'card',
    request: request.id,
    urgent,
  }));
}

/** One new message in every thread, besides the edit of the card. `stamp` tells two of a kind apart. */
export function noteLetters(
  request: Request,
  note: Note,
  stamp: number,
  data: Record<string, unknown> = {},
): Letter[] {
  const notes = request.places.map(
    (place): Letter => ({
      ...address(request, place),
      kind: 'note',
      key: `${note}.${stamp}`,
      request: request.id,
      note,
      data,
    }),
  );
  return [...cardLetters(request, true), ...notes];
}

function address(request: Request, place: Place): Pick<Letter, 'thread' | 'place'> {
  return { thread: threadId(request.id, place), place };
}
