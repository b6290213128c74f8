import { Button, Chip, Group, NumberInput, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { topicNames, topics, type Topic } from '../api/handoff';
import type { StaffMember } from '../api/types';
import { useDesk } from '../shell/desk';
import { PersonAvatar } from '../shell/PersonAvatar';
import { Loaded } from './Loaded';
import classes from './Team.module.css';

/** Who is here, what they know and how much they have in hand. Administrators set skills and capacity. */
export function Team() {
  const { api } = useDesk();
  const staff = useQuery({ queryKey: ['staff'], queryFn: () => api.staff(), staleTime: 0 });
  return (
    <Loaded query={staff} what="The team">
      {(people) => (
        <ul className={classes.list}>
          {people.map((person) => (
            <Person key={person.id} person={person} />
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function Person({ person }: { person: StaffMember }) {
  const { me } = useDesk();
  const [editing, setEditing] = useState(false);
  const skills = person.skills ?? [];
  return (
    <li className={classes.person}>
      <div className={classes.top}>
        <PersonAvatar name={person.name} seed={person.name} size={34} online={person.online && person.available !== false} />
        <div className={classes.who}>
          <span className={classes.name}>{person.name}</span>
          <span className={classes.facts}>
            {presence(person)} · {person.load ?? 0} of {person.capacity ?? 0} conversations ·{' '}
            {skills.length === 0 ? 'every topic' : skills.map((s) => topicNames[s]).join(', ')}
          </span>
        </div>
        {me.roles.includes('admin') && !editing && (
          <Button size="compact-sm" variant="default" aria-label={`Edit ${person.name}`} onClick={() => setEditing(true)}>
            Edit
          </Button>
        )}
      </div>
      {editing && <DeskForm person={person} onDone={() => setEditing(false)} />}
    </li>
  );
}

function DeskForm({ person, onDone }: { person: StaffMember; onDone: () => void }) {
  const { api } = useDesk();
  const queries = useQueryClient();
  const [skills, setSkills] = useState<readonly string[]>(person.skills ?? []);
  const [capacity, setCapacity] = useState<string | number>(person.capacity ?? 4);
  const [busy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    try {
      await api.setDesk(person.id, skills as readonly Topic[], Number(capacity));
      await queries.invalidateQueries({ queryKey: ['staff'] });
      onDone();
    } catch (error) {
      notifications.show({ color: 'red', title: 'Not saved', message: error instanceof Error ? error.message : '' });
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Text size="sm" fw={500}>
        Topics {person.name} knows best
      </Text>
      <Text size="xs" c="dimmed">
        None chosen means every topic.
      </Text>
      <Chip.Group multiple value={[...skills]} onChange={setSkills}>
        <Group gap={6} mt={6}>
          {topics
            .filter((topic) => topic !== 'general')
            .map((topic) => (
              <Chip key={topic} value={topic} size="sm">
                {topicNames[topic]}
              </Chip>
            ))}
        </Group>
      </Chip.Group>
      <NumberInput label="Conversations at a time" min={1} max={50} value={capacity} onChange={setCapacity} mt="sm" maw={220} />
      <Group gap={8} mt="sm">
        <Button type="submit" size="xs" loading={busy}>
          Save
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}

function presence(person: StaffMember): string {
  if (!person.online) return 'Offline';
  return person.available ? 'Available' : 'Away';
}
