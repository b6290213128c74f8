import { Modal, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { HoursForm } from './HoursForm';
import { Ratings } from './Ratings';
import { Team } from './Team';

/** Who takes conversations, when, and how customers liked it. */
export function TeamDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const phone = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Team"
      size="lg"
      fullScreen={phone ?? false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {opened && (
        <Tabs defaultValue="people" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="people">People</Tabs.Tab>
            <Tabs.Tab value="hours">Opening hours</Tabs.Tab>
            <Tabs.Tab value="ratings">Ratings</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="people">
            <Team />
          </Tabs.Panel>
          <Tabs.Panel value="hours">
            <HoursForm />
          </Tabs.Panel>
          <Tabs.Panel value="ratings">
            <Ratings />
          </Tabs.Panel>
        </Tabs>
      )}
    </Modal>
  );
}
