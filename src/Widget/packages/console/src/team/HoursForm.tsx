import { ActionIcon, Autocomplete, Button, Group, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useReducer, useState } from 'react';
import { weekdays, type SupportHours, type Weekday } from '../api/handoff';
import { useDesk } from '../shell/desk';
import { CloseIcon } from '../shell/icons';
import { fullTime } from '../shell/time';
import { draftOf, hoursOf, reduceHours, type HoursAction, type Stretch } from './hours';
import { Loaded } from './Loaded';
import classes from './Team.module.css';

/** When people answer. Without any hours: always. */
export function HoursForm() {
  const { api } = useDesk();
  const hours = useQuery({ queryKey: ['hours'], queryFn: () => api.hours(), staleTime: 0, refetchOnWindowFocus: false });
  return (
    <Loaded query={hours} what="The opening hours">
      {(data) => <Form key={JSON.stringify(data)} hours={data} />}
    </Loaded>
  );
}

function Form({ hours }: { hours: SupportHours }) {
  const { api, me } = useDesk();
  const queries = useQueryClient();
  const [draft, change] = useReducer(reduceHours, hours, draftOf);
  const [busy, setBusy] = useState(false);
  const admin = me.roles.includes('admin');

  async function save() {
    setBusy(true);
    try {
      queries.setQueryData(['hours'], await api.setHours(hoursOf(draft)));
      notifications.show({ title: 'Opening hours saved', message: 'They hold from now on.' });
    } catch (error) {
      notifications.show({ color: 'red', title: 'Not saved', message: error instanceof Error ? error.message : '' });
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Text size="sm" c="dimmed" mb="sm">
        {hours.openNow === false ? `Closed now${hours.opensAt ? `; opens ${fullTime(hours.opensAt)} your time` : ''}.` : 'Open now.'} Outside these
        hours the bot says when somebody is back and takes a ticket. Without any hours it is always open.
        {!admin && ' Only administrators can change them.'}
      </Text>
      <fieldset className={classes.days} disabled={!admin}>
        <legend className="ez-visually-hidden">Opening hours</legend>
        <Autocomplete
          label="Time zone"
          data={timeZones}
          limit={12}
          value={draft.timeZone}
          disabled={!admin}
          onChange={(timeZone) => change({ type: 'zone', timeZone })}
          mb="sm"
          maw={320}
        />
        {weekdays.map((day) => (
          <Day key={day} day={day} stretches={draft.stretches.filter((s) => s.day === day)} editable={admin} change={change} />
        ))}
        <Holidays draft={draft} editable={admin} change={change} />
      </fieldset>
      {admin && (
        <Button type="submit" mt="md" loading={busy}>
          Save opening hours
        </Button>
      )}
    </form>
  );
}

interface DayProps {
  readonly day: Weekday;
  readonly stretches: readonly Stretch[];
  readonly editable: boolean;
  readonly change: (action: HoursAction) => void;
}

function Day({ day, stretches, editable, change }: DayProps) {
  const name = day.charAt(0).toUpperCase() + day.slice(1);
  return (
    <div className={classes.day} role="group" aria-label={name}>
      <span className={classes.dayName}>{name}</span>
      <div>
        {stretches.length === 0 && <div className={classes.closed}>Closed</div>}
        {stretches.map((s) => (
          <div key={s.key} className={classes.stretch}>
            <TextInput
              type="time"
              required
              aria-label={`${name} opens`}
              value={s.opens}
              onChange={(e) => change({ type: 'change', key: s.key, part: 'opens', value: e.currentTarget.value })}
            />
            <span aria-hidden="true">–</span>
            <TextInput
              type="time"
              required
              aria-label={`${name} closes`}
              value={s.closes}
              onChange={(e) => change({ type: 'change', key: s.key, part: 'closes', value: e.currentTarget.value })}
            />
            {editable && (
              <ActionIcon variant="subtle" aria-label={`Remove these hours of ${name}`} onClick={() => change({ type: 'remove', key: s.key })}>
                <CloseIcon size={16} />
              </ActionIcon>
            )}
          </div>
        ))}
        {editable && (
          <Button size="compact-xs" variant="subtle" ml={-7} aria-label={`Add hours on ${name}`} onClick={() => change({ type: 'add', day })}>
            Add hours
          </Button>
        )}
      </div>
    </div>
  );
}

function Holidays({
  draft,
  editable,
  change,
}: Pick<DayProps, 'editable' | 'change'> & { readonly draft: ReturnType<typeof draftOf> }) {
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  return (
    <div className={classes.day} role="group" aria-label="Holidays">
      <span className={classes.dayName}>Holidays</span>
      <div>
        {draft.holidays.length === 0 && <div className={classes.closed}>None</div>}
        {draft.holidays.map((h) => (
          <div key={h.date} className={classes.stretch}>
            <span>
              {h.date} · {h.name}
            </span>
            {editable && (
              <ActionIcon variant="subtle" aria-label={`Remove ${h.name}`} onClick={() => change({ type: 'no_holiday', date: h.date })}>
                <CloseIcon size={16} />
              </ActionIcon>
            )}
          </div>
        ))}
        {editable && (
          <Group gap={6} mt={4}>
            <TextInput type="date" aria-label="Date of the holiday" value={date} onChange={(e) => setDate(e.currentTarget.value)} />
            <TextInput placeholder="Name" aria-label="Name of the holiday" maxLength={80} value={name} onChange={(e) => setName(e.currentTarget.value)} />
            <Button
              size="compact-sm"
              variant="default"
              disabled={date === '' || name.trim() === ''}
              onClick={() => {
                change({ type: 'holiday', holiday: { date, name: name.trim() } });
                setDate('');
                setName('');
              }}
            >
              Add
            </Button>
          </Group>
        )}
      </div>
    </div>
  );
}

const timeZones: string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];
