import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { Failure } from '../../parts/failure';
import { plainNumber } from '../../parts/plain-number';
import { QueryState } from '../../parts/states';
import { TextField } from '../../parts/text-field';
import { usePhones, usePlaceCall, useSetBehaviour } from './calls-query';
import { PhoneCard } from './phone-card';

/** Places calls in loopback, and acts as any of its phones. */
export const Pad = () => (
  <aside className="pad" aria-label="Phones">
    <PlaceCallForm />
    <Phones />
  </aside>
);

const PlaceCallForm = () => {
  const [from, setFrom] = useState('+12065550199');
  const [to, setTo] = useState('');
  const place = usePlaceCall();
  const navigate = useNavigate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    place.mutate(
      { from: plainNumber(from), to: plainNumber(to) },
      { onSuccess: ({ id }) => void navigate(`/calls/${encodeURIComponent(id)}`) },
    );
  };
  return (
    <section className="card">
      <h2>Place a call</h2>
      <form className="place-call" onSubmit={submit}>
        <TextField
          label="From"
          value={from}
          onChange={setFrom}
          description="A number, or the user of a SIP phone. No real phone rings."
        />
        <TextField label="To" value={to} onChange={setTo} placeholder="+12065550100" />
        <button type="submit" className="is-primary" disabled={from === '' || to === '' || place.isPending}>
          Call
        </button>
      </form>
      <Failure error={place.error} />
    </section>
  );
};

const Phones = () => {
  const phones = usePhones();
  return (
    <section className="card">
      <h2>Phones</h2>
      <TakePhone />
      <QueryState query={phones} what="the phones">
        {(all) =>
          all.length === 0 ? (
            <p className="hint">
              Every phone answers automatically after 3 seconds. Choose one to answer it yourself.
            </p>
          ) : (
            <ul className="phones">
              {all.map((phone) => (
                <li key={phone.id}>
                  <PhoneCard phone={phone} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </section>
  );
};

/** Lets a person answer for a phone: it then rings until the person does something. */
const TakePhone = () => {
  const [id, setId] = useState('');
  const set = useSetBehaviour();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate({ id: plainNumber(id), behaviour: { kind: 'no-answer' } }, { onSuccess: () => setId('') });
  };
  return (
    <form className="toolbar" onSubmit={submit}>
      <TextField
        label="Answer a phone yourself"
        value={id}
        onChange={setId}
        placeholder="+12065550142"
        error={set.error?.message}
      />
      <button type="submit" disabled={id === '' || set.isPending}>
        Choose
      </button>
    </form>
  );
};
