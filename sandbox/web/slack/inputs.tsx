import { useId } from 'react';
import type { Json, SandboxBlock } from '../../slack/api.ts';
import { listAt, textAt, textOf, useDesk } from './desk.tsx';
import type { Hand } from './elements.tsx';
import { ExternalSelect } from './external-select.tsx';
import { type FieldProps, fieldName } from './field.ts';

/** An input with its label, hint and what is wrong with it. */
export function InputBlock({ block, hand, error }: { block: SandboxBlock; hand: Hand; error?: string }) {
  const { t } = useDesk();
  const id = useId();
  const element = block.element as Json;
  const dispatch = (selected_option: string) =>
    hand.pick({ action_id: textAt(element, 'action_id'), block_id: block.block_id, selected_option });
  return (
    <div className={error ? 'input input-wrong' : 'input'} data-block={block.block_id}>
      <label htmlFor={id}>
        {textOf(block.label)} {block.optional === true && <small>({t('optional')})</small>}
      </label>
      <Field
        id={id}
        element={element}
        blockId={block.block_id}
        hand={hand}
        onPick={block.dispatch_action === true ? dispatch : undefined}
        describedBy={`${id}-about`}
      />
      <div id={`${id}-about`} aria-live="polite">
        {error && <p className="error">{error}</p>}
        {block.hint !== undefined && <p className="hint">{textOf(block.hint)}</p>}
      </div>
    </div>
  );
}

export function Field(props: FieldProps) {
  const { element, blockId, id, describedBy, onPick } = props;
  const common = {
    id,
    name: fieldName(blockId, element),
    'data-action': textAt(element, 'action_id'),
    'aria-describedby': describedBy,
    placeholder: textOf(element.placeholder) || undefined,
    autoFocus: element.focus_on_load === true,
  };
  const initial = textAt(element, 'initial_value');
  switch (element.type) {
    case 'plain_text_input':
      if (element.multiline === true) return <textarea {...common} rows={4} defaultValue={initial} />;
      return <input {...common} type="text" defaultValue={initial} autoComplete="off" />;
    case 'number_input':
      return <input {...common} type="text" inputMode="decimal" defaultValue={initial} />;
    case 'email_text_input':
      return <input {...common} type="email" defaultValue={initial} />;
    case 'url_text_input':
      return <input {...common} type="url" defaultValue={initial} />;
    case 'datepicker':
      return (
        <input
          {...common}
          type="date"
          defaultValue={textAt(element, 'initial_date')}
          onChange={(event) => onPick?.(event.target.value)}
        />
      );
    case 'radio_buttons':
    case 'checkboxes':
      return <Choices {...props} />;
    case 'external_select':
      return <ExternalSelect {...props} />;
    default:
      return <Select {...props} {...common} />;
  }
}

function Select({
  element,
  onPick,
  placeholder,
  ...common
}: FieldProps & { placeholder?: string; name: string }) {
  const { seen, t } = useDesk();
  const { blockId: _, hand: __, describedBy: ___, ...attributes } = common;
  const many = String(element.type).startsWith('multi_');
  const initial = many
    ? listAt(element, 'initial_options').map((option) => textAt(option, 'value'))
    : textAt(element.initial_option, 'value') || textAt(element, 'initial_user');
  const people = seen.users.filter((user) => !user.is_bot);
  return (
    <select
      {...attributes}
      className={element.type === 'overflow' ? 'overflow' : undefined}
      multiple={many}
      defaultValue={initial}
      onChange={(event) => event.target.value && onPick?.(event.target.value)}
    >
      {!many && <option value="">{element.type === 'overflow' ? '···' : placeholder || t('choose')}</option>}
      {String(element.type).endsWith('users_select')
        ? people.map((user) => (
            <option key={user.id} value={user.id}>
              {user.real_name}
            </option>
          ))
        : listAt(element, 'options').map(toOption)}
      {listAt(element, 'option_groups').map((group) => (
        <optgroup key={textOf(group.label)} label={textOf(group.label)}>
          {listAt(group, 'options').map(toOption)}
        </optgroup>
      ))}
    </select>
  );
}

const toOption = (option: Json) => (
  <option key={textAt(option, 'value')} value={textAt(option, 'value')}>
    {textOf(option.text)}
  </option>
);

function Choices({ element, blockId, onPick }: FieldProps) {
  const type = element.type === 'checkboxes' ? 'checkbox' : 'radio';
  const initial = [...listAt(element, 'initial_options'), element.initial_option].map((option) =>
    textAt(option, 'value'),
  );
  return (
    <div className="choices" role={type === 'radio' ? 'radiogroup' : 'group'}>
      {listAt(element, 'options').map((option) => (
        <label key={textAt(option, 'value')}>
          <input
            type={type}
            name={fieldName(blockId, element)}
            value={textAt(option, 'value')}
            defaultChecked={initial.includes(textAt(option, 'value'))}
            onChange={(event) => onPick?.(event.target.value)}
          />
          <span>
            {textOf(option.text)}
            {option.description !== undefined && <small>{textOf(option.description)}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}
