import { prompts as wordings } from '@dialplane/forwarding';
import { useIsReal } from '../../api/config';
import { SelectField } from '../../parts/select-field';
import type { ForwardDraft } from './draft';
import { usePrompts } from './forward-query';

type Props = { readonly draft: ForwardDraft; readonly onChange: (changed: Partial<ForwardDraft>) => void };

const names = Object.keys(wordings);
const wordingOf = (name: string): string | undefined =>
  Object.entries(wordings).find(([it]) => it === name)?.[1];

/** What the caller hears, and what happens at the end. */
export const PromptEditor = ({ draft, onChange }: Props) => {
  const { data: sounds } = usePrompts(!useIsReal());
  const audio = sounds?.find(({ name }) => name === draft.prompt)?.audio;
  const words = wordingOf(draft.prompt);
  return (
    <section className="card">
      <h2>What the caller hears</h2>
      <div className="columns">
        <SelectField
          label="Greeting"
          value={draft.prompt}
          onChange={(prompt) => onChange({ prompt })}
          options={[
            { value: '', text: 'None: the caller hears ringing' },
            ...names.map((name) => ({ value: name, text: name })),
          ]}
        />
        {draft.prompt !== '' && (
          <SelectField
            label="It plays"
            value={draft.promptWhen}
            onChange={(promptWhen) => onChange({ promptWhen })}
            options={[
              { value: 'before-ringing', text: 'Once, before the first target rings' },
              { value: 'while-ringing', text: 'Repeatedly, while targets ring' },
            ]}
          />
        )}
        <SelectField
          label="If nobody answers"
          value={draft.atEnd}
          onChange={(atEnd) => onChange({ atEnd })}
          options={[
            { value: 'apology', text: 'The caller hears an apology' },
            { value: 'message', text: 'The caller may leave a message' },
          ]}
        />
        <SelectField
          label="The phone that rings shows"
          value={draft.callerId}
          onChange={(callerId) => onChange({ callerId })}
          options={[
            { value: 'caller', text: 'The number of the caller' },
            { value: 'dialled', text: 'The number that was dialled' },
          ]}
        />
      </div>
      {words && (
        <figure className="prompt">
          <figcaption>“{words}”</figcaption>
          {audio && (
            <audio key={audio} controls preload="none" src={audio} aria-label={`Listen to ${draft.prompt}`} />
          )}
        </figure>
      )}
    </section>
  );
};
