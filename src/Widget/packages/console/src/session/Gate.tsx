import { Button, Center, Loader, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** One centred message with one way on, for everything that is neither the sign-in page nor the desk. */
export function Gate({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: { label: string; run: () => void };
}) {
  return (
    <Center component="main" h="100%" p="lg">
      <Stack align="center" gap="sm" maw={420} ta="center">
        <Title order={1} size="h3">
          {title}
        </Title>
        {children && <Text c="dimmed">{children}</Text>}
        {action && <Button onClick={action.run}>{action.label}</Button>}
      </Stack>
    </Center>
  );
}

export function Loading() {
  return (
    <Center component="main" h="100%" aria-busy="true">
      <Loader type="dots" aria-label="Loading the console" />
    </Center>
  );
}
