import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ChatIcon } from './icons';
import classes from './EmptyState.module.css';

interface EmptyStateProps {
  readonly icon?: typeof ChatIcon;
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

export function EmptyState({ icon: Icon, title, text, children }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      {Icon && (
        <span className={classes.icon}>
          <Icon size={24} />
        </span>
      )}
      <Text fw={600}>{title}</Text>
      {text && (
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      )}
      {children}
    </div>
  );
}
