import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../testing/axe';
import { renderIn } from '../testing/render';
import { CardView } from './CardView';
import { LinkedText } from './LinkedText';

describe('a card', () => {
  it('shows an order summary and the buttons the customer has, without offering them to staff', () => {
    renderIn(
      <CardView
        card={{
          type: 'order_summary',
          title: 'Please confirm',
          facts: [{ label: 'Total', value: '$14.28' }],
          actions: [{ id: 'ok', label: 'Confirm order', style: 'primary' }],
        }}
      />,
    );
    expect(screen.getByText('$14.28')).toBeVisible();
    expect(screen.getByText('Confirm order')).toBeVisible();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('shows where a button leads', () => {
    renderIn(<CardView card={{ type: 'pay', actions: [{ id: 'p', label: 'Pay', url: 'https://checkout.example.com/s/1' }] }} />);
    expect(screen.getByText('checkout.example.com')).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('reads its progress out', async () => {
    const { container } = renderIn(
      <CardView
        card={{
          type: 'progress',
          title: 'Setting up',
          progress: {
            percent: 40,
            steps: [
              { name: 'Create', state: 'done' },
              { name: 'Start', state: 'running' },
            ],
          },
        }}
      />,
    );
    expect(screen.getByRole('progressbar', { name: 'Setting up' })).toHaveAttribute('aria-valuenow', '40');
    const [create, start] = within(screen.getByRole('list')).getAllByRole('listitem');
    expect(create).toHaveTextContent('Create: done');
    expect(start).toHaveTextContent('Start: running');
    await expectAccessible(container);
  });

  it('C08: shows markup in every part as the text it is', () => {
    const evil = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
    const { container } = renderIn(
      <CardView
        card={{
          type: evil,
          title: evil,
          text: evil,
          facts: [{ label: evil, value: evil }],
          items: [{ title: evil, text: evil, price: evil, actions: [{ id: 'a', label: evil }] }],
          progress: { percent: 5, steps: [{ name: evil, state: evil }] },
          inputs: [{ id: 'i', label: evil, type: 'text' }],
          actions: [{ id: 'b', label: evil, url: 'javascript:alert(1)' }],
        }}
      />,
    );
    expect(container.querySelector('img, script, a')).toBeNull();
    expect(container.textContent?.split(evil).length).toBeGreaterThanOrEqual(11);
  });
});

describe('text', () => {
  const shown = (text: string) =>
    renderIn(
      <p data-testid="text">
        <LinkedText text={text} />
      </p>,
    ).getByTestId('text');

  it('links web addresses with the whole address in sight', () => {
    const p = shown('See https://docs.example.com/a?b=1, then (http://x.example/y).');
    const links = within(p).getAllByRole('link');
    expect(links.map((l) => l.getAttribute('href'))).toEqual(['https://docs.example.com/a?b=1', 'http://x.example/y']);
    expect(links[0]).toHaveTextContent('https://docs.example.com/a?b=1');
    expect(links[0]).toHaveAttribute('rel', expect.stringContaining('noopener'));
    expect(p).toHaveTextContent('See https://docs.example.com/a?b=1, then (http://x.example/y).');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,<b>x</b>',
    '<a href="https://evil.example">x',
    'https://',
    'file:///etc/passwd',
  ])('makes no script or markup out of %s', (text) => {
    const p = shown(text);
    expect(p).toHaveTextContent(text);
    for (const link of within(p).queryAllByRole('link')) expect(link.getAttribute('href')).toMatch(/^https?:/);
    expect(p.querySelector('script, img, b')).toBeNull();
  });
});
