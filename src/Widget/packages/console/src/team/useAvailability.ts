import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeskState } from '../api/handoff';
import { useDesk } from '../shell/desk';

export interface OwnAvailability {
  /** Undefined until the server has said. */
  readonly desk: DeskState | undefined;
  readonly setAvailable: (available: boolean) => void;
}

/** Whether one takes conversations from the queue; the server's word, shown at once and taken back when it refuses. */
export function useAvailability(): OwnAvailability {
  const { api } = useDesk();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ['desk'], queryFn: () => api.desk(), refetchInterval: 60_000 });
  return {
    desk: data,
    setAvailable: (available) => {
      api.setAvailable(available).then(
        (desk) => {
          queries.setQueryData(['desk'], desk);
          void queries.invalidateQueries({ queryKey: ['staff'] });
        },
        (error: unknown) =>
          notifications.show({
            color: 'red',
            title: available ? 'You are still away' : 'You are still available',
            message: error instanceof Error ? error.message : '',
          }),
      );
    },
  };
}
