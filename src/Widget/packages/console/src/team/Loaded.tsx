import { Button, Loader, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

/** What a query brought, or that it did not and another try. */
export function Loaded<T>({ query, what, children }: { query: UseQueryResult<T>; what: string; children: (data: T) => ReactNode }) {
  if (query.isPending) return <Loader type="dots" aria-label={`Loading ${what}`} />;
  if (query.isError) {
    return (
      <div role="alert">
        <Text mb="sm">
          {what} could not be loaded. {query.error.message}
        </Text>
        <Button variant="default" onClick={() => void query.refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  return children(query.data);
}
