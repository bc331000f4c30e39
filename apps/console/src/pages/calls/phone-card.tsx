import { useState } from 'react';
import { Link } from 'react-router';
import { StatusLabel } from '../../parts/status-label';
import {
  type PhoneBehaviourView,
  type PhoneView,
  type PhoneActionView,
  type PhoneLineView,
  useActAsPhone,
  useResetPhone,
  useSetBehaviour,
} from './calls-query';

/** One phone: what it does when it rings, and its calls. */
export const PhoneCard = ({ phone }: { readonly phone: PhoneView }) => {
  const set = useSetBehaviour();
  const reset = useResetPhone();
  const { id, name, behaviour, isDefault, lines, registered } = phone;
  const error = set.error ?? reset.error;
  return (
    <div className="phone" role="group" aria-label={`Phone ${id}`}>
      <p>
        <span className="number">{id}</span> {name && <span className="hint">{name}</span>}
        {registered === false && <StatusLabel tone="bad">not registered</StatusLabel>}
      </p>
      <div className="toolbar">
        <select
          aria-label={`When ${id} rings`}
          value={isDefault ? 'default' : behaviour.kind}
          onChange={({ target: { value } }) =>
            value === 'default' ? reset.mutate(id) : set.mutate({ id, behaviour: behaviourOf(value) })
          }
        >
          <option value="default">Automatic: answers after 3 s</option>
          <option value="no-answer">Manual: rings until you answer</option>
          <option value="answers">Answers after 5 s</option>
          <option value="voicemail">Voicemail after 5 s</option>
          <option value="busy">Busy</option>
          <option value="declines">Declines after 3 s</option>
          <option value="unreachable">Switched off</option>
          {behaviour.kind === 'forwards' && <option value="forwards">Forwards to {behaviour.to}</option>}
        </select>
      </div>
      {error && (
        <p className="field-error" role="alert">
          {error.message}
        </p>
      )}
      {lines.map((line) => (
        <Line key={line.id} phone={id} line={line} />
      ))}
    </div>
  );
};

const behaviourOf = (kind: string): PhoneBehaviourView => {
  switch (kind) {
    case 'busy':
    case 'unreachable':
      return { kind };
    case 'answers':
    case 'voicemail':
      return { kind, afterSeconds: 5 };
    case 'declines':
      return { kind, afterSeconds: 3 };
    default:
      return { kind: 'no-answer' };
  }
};

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

const Line = ({ phone, line }: { readonly phone: string; readonly line: PhoneLineView }) => {
  const act = useActAsPhone(phone);
  const [pressed, setPressed] = useState('');
  const press = (digits: string) => {
    setPressed(`${pressed}${digits}`);
    act.mutate({ line: line.id, action: { action: 'keys', digits } });
  };
  const button = (text: string, action: PhoneActionView, className = '') => (
    <button
      type="button"
      className={className}
      disabled={act.isPending}
      aria-label={`${text}: ${phone}`}
      onClick={() => act.mutate({ line: line.id, action })}
    >
      {text}
    </button>
  );
  const isRinging = line.state === 'ringing';
  return (
    <div className={isRinging ? 'line is-ringing' : 'line'}>
      <p>
        {isRinging ? (line.role === 'callee' ? 'Call from ' : 'Calling ') : 'Connected with '}
        <span className="number">{line.with}</span>{' '}
        {line.call !== undefined && <Link to={`/calls/${encodeURIComponent(line.call)}`}>Show the call</Link>}
      </p>
      {isRinging && line.role === 'callee' ? (
        <div className="toolbar">
          {button('Answer', { action: 'answer' }, 'is-primary')}
          {button('Busy', { action: 'busy' })}
          {button('Decline', { action: 'decline' })}
        </div>
      ) : (
        <>
          {!isRinging && (
            <div className="keypad" role="group" aria-label={`Keypad of ${phone}`}>
              {keys.map((key) => (
                <button key={key} type="button" onClick={() => press(key)}>
                  {key}
                </button>
              ))}
              <output>{pressed}</output>
            </div>
          )}
          {button('Hang up', { action: 'hang-up' }, 'is-danger')}
        </>
      )}
      {act.error && (
        <p className="field-error" role="alert">
          {act.error.message}
        </p>
      )}
    </div>
  );
};
