import { SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SatisfactionResults } from '../api/handoff';
import { useDesk } from '../shell/desk';
import { fullTime } from '../shell/time';
import { Loaded } from './Loaded';
import classes from './Team.module.css';

/** How customers rated the help of people. */
export function Ratings() {
  const { api } = useDesk();
  const [days, setDays] = useState('30');
  const results = useQuery({ queryKey: ['satisfaction', days], queryFn: () => api.satisfaction(Number(days)), staleTime: 0 });
  return (
    <>
      <SegmentedControl
        aria-label="Period"
        size="xs"
        value={days}
        onChange={setDays}
        data={[
          { value: '7', label: '7 days' },
          { value: '30', label: '30 days' },
          { value: '365', label: 'A year' },
        ]}
        mb="md"
      />
      <Loaded query={results} what="The ratings">
        {(data) => <Results data={data} />}
      </Loaded>
    </>
  );
}

function Results({ data }: { data: SatisfactionResults }) {
  if (data.answered === 0) {
    return <Text c="dimmed">{data.asked === 0 ? 'Nobody was asked in this time.' : `Nobody of ${data.asked} asked has answered yet.`}</Text>;
  }
  return (
    <>
      <Text>
        <strong>{data.average?.toFixed(1)} of 5</strong> from {data.answered} of {data.asked} asked
      </Text>
      <div className={classes.scores}>
        {[5, 4, 3, 2, 1].map((score) => {
          const count = data.scores[score - 1] ?? 0;
          return (
            <Score key={score} score={score} count={count} share={count / data.answered} />
          );
        })}
      </div>
      <ul className={classes.list} aria-label="By person">
        {data.staff.map((person) => (
          <li key={person.staffId} className={classes.person}>
            <span className={classes.name}>{person.name}</span>{' '}
            <span className={classes.facts}>
              {person.average.toFixed(1)} from {person.answered}
            </span>
          </li>
        ))}
      </ul>
      <Text fw={600} size="sm" mt="md">
        Latest
      </Text>
      <ul className={classes.list} aria-label="Latest ratings">
        {data.latest.map((rating) => (
          <li key={rating.id} className={classes.person}>
            <span className={classes.facts}>
              {rating.score} of 5 · {rating.staffName} · {fullTime(rating.answeredAt)}
            </span>
            {rating.comment && <p className={classes.comment}>{rating.comment}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Score({ score, count, share }: { score: number; count: number; share: number }) {
  return (
    <>
      <span>{score}</span>
      <span className={classes.bar} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span>{count}</span>
    </>
  );
}
