import type { Json } from '../../slack/api.ts';
import type { Hand } from './elements.tsx';

export interface FieldProps {
  element: Json;
  blockId: string;
  hand: Hand;
  id?: string;
  describedBy?: string;
  onPick?: (value: string) => void;
}

/** Where a field's value is found in the form's data; `read` in modal.tsx takes it apart again. */
export const fieldName = (blockId: string, element: Json) => JSON.stringify([blockId, element.action_id]);
