import { useEffect, useState } from 'react';
import type { Json } from '../../slack/api.ts';
import { textAt, textOf, useDesk } from './desk.tsx';
import { type FieldProps, fieldName } from './field.ts';

/** A list the app fills while one types; the choice travels in a hidden field. */
export function ExternalSelect({ element, blockId, hand, id, describedBy, onPick }: FieldProps) {
  const { t } = useDesk();
  const [typed, setTyped] = useState(textOf((element.initial_option as Json | undefined)?.text));
  const [chosen, setChosen] = useState(textAt(element.initial_option, 'value'));
  const [options, setOptions] = useState<Json[]>();
  const [active, setActive] = useState(false);
  const action = textAt(element, 'action_id');
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : 3;

  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once per word typed, whoever re-renders us
  useEffect(() => {
    if (!active || chosen || typed.length < least) return;
    const timer = setTimeout(async () => setOptions(await hand.suggest(action, blockId, typed)), 250);
    return () => clearTimeout(timer);
  }, [active, typed, chosen]);

  function choose(option: Json) {
    setTyped(textOf(option.text));
    setChosen(textAt(option, 'value'));
    setOptions(undefined);
    onPick?.(textAt(option, 'value'));
  }
  return (
    <div className="external">
      <input type="hidden" name={fieldName(blockId, element)} value={chosen} />
      <input
        id={id}
        type="text"
        role="combobox"
        aria-expanded={options !== undefined}
        aria-controls={`${id ?? action}-list`}
        aria-describedby={describedBy}
        autoComplete="off"
        data-action={action}
        placeholder={textOf(element.placeholder) || t('search')}
        value={typed}
        onFocus={() => setActive(true)}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen('');
        }}
        onKeyDown={(event) => event.key === 'Escape' && setOptions(undefined)}
      />
      {options && (
        <div className="suggestions" id={`${id ?? action}-list`} role="listbox" aria-label={t('choose')}>
          {options.length === 0 && <p>{t('nothingFound')}</p>}
          {options.map((option) => (
            <button
              type="button"
              key={textAt(option, 'value')}
              role="option"
              aria-selected={false}
              data-value={textAt(option, 'value')}
              onClick={() => choose(option)}
            >
              {textOf(option.text)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
