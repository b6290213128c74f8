import { ActionIcon, Button, CopyButton, Skeleton, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ConversationDetail, ConversationSummary, InvoiceFacts, OrderFacts, ServiceFacts, TicketFacts } from '../api/types';
import { useDesk } from '../shell/desk';
import { BackIcon, CartIcon, CheckIcon, InvoiceIcon, MailIcon, ServerIcon, TicketIcon } from '../shell/icons';
import { assuranceText, channelName, customerName, languageName } from '../shell/people';
import { PersonAvatar } from '../shell/PersonAvatar';
import { Tag } from '../shell/Tag';
import { fullTime, shortDate } from '../shell/time';
import { BotTurns } from './BotTurns';
import { Fact, FactsSection } from './FactsSection';
import { stateKey, StateBadge } from './StateBadge';
import classes from './CustomerPane.module.css';

interface CustomerPaneProps {
  readonly summary: ConversationSummary;
  readonly onBack: (() => void) | null;
}

/** Who is writing, how sure we are of it, and what they have with us. */
export function CustomerPane({ summary, onBack }: CustomerPaneProps) {
  const { api } = useDesk();
  const detail = useQuery({ queryKey: ['conversation', summary.id], queryFn: () => api.conversation(summary.id) });
  return (
    <aside className={classes.pane} aria-label="Customer">
      {onBack && (
        <header className={classes.header}>
          <ActionIcon size={40} aria-label="Back to the conversation" onClick={onBack}>
            <BackIcon size={22} />
          </ActionIcon>
          <Text fw={600}>Customer</Text>
        </header>
      )}
      <div className={classes.scroll}>
        <Identity summary={summary} />
        {detail.isPending && (
          <div aria-hidden="true" className={classes.section}>
            <Skeleton height={12} width="40%" mb={12} />
            <Skeleton height={44} mb={8} />
            <Skeleton height={44} />
          </div>
        )}
        {detail.isError && (
          <div className={classes.section} role="alert">
            <Text size="sm" mb="xs">
              Orders and services could not be loaded. {detail.error.message}
            </Text>
            <Button size="xs" variant="default" onClick={() => void detail.refetch()}>
              Try again
            </Button>
          </div>
        )}
        {detail.data && <Belongings detail={detail.data} />}
        <BotTurns conversationId={summary.id} />
      </div>
    </aside>
  );
}

function Identity({ summary }: { summary: ConversationSummary }) {
  const name = customerName(summary);
  const assurance = assuranceText[summary.assurance];
  return (
    <section className={classes.identity} aria-label="Identity">
      <PersonAvatar name={name} seed={summary.customer?.id ?? summary.id} size={60} />
      <h2 className={classes.name} dir="auto">{name}</h2>
      {summary.customer ? (
        <CopyButton value={summary.customer.email}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? 'Copied' : 'Copy the address'}>
              <button type="button" className={classes.email} onClick={copy}>
                {copied ? <CheckIcon size={14} /> : <MailIcon size={14} />}
                <span>{summary.customer?.email}</span>
                <span className="ez-visually-hidden">{copied ? ', copied' : ', copy the address'}</span>
              </button>
            </Tooltip>
          )}
        </CopyButton>
      ) : (
        <Text size="sm" c="dimmed">
          Not signed in
        </Text>
      )}
      {assurance && (
        <>
          <Tag tone={assurance.tone}>{assurance.label}</Tag>
          <Text size="xs" c="dimmed" ta="center" maw={240}>
            {assurance.meaning}
          </Text>
        </>
      )}
      <dl className={classes.about}>
        <div>
          <dt>Channel</dt>
          <dd>
            {channelName(summary.channel)}
            {summary.isPrivate === false && ', where others read along. Share nothing personal.'}
          </dd>
        </div>
        {summary.locale && (
          <div>
            <dt>Language</dt>
            <dd>{languageName(summary.locale)}</dd>
          </div>
        )}
        <div>
          <dt>Started</dt>
          <dd>{fullTime(summary.createdAt)}</dd>
        </div>
        {summary.subject && (
          <div>
            <dt>About</dt>
            <dd dir="auto">{summary.subject}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Belongings({ detail }: { detail: ConversationDetail }) {
  if (!detail.customer && [detail.services, detail.orders, detail.invoices, detail.tickets].every((list) => list.length === 0)) {
    return (
      <div className={classes.section}>
        <p className={classes.none}>
          Services, orders, invoices and tickets appear here once the visitor signs in inside the chat.
        </p>
      </div>
    );
  }
  return (
    <>
      <FactsSection title="Services" icon={ServerIcon} items={detail.services} empty="No services.">
        {(service) => <ServiceFact service={service} />}
      </FactsSection>
      <FactsSection title="Orders" icon={CartIcon} items={detail.orders} empty="No orders.">
        {(order) => <OrderFact order={order} />}
      </FactsSection>
      <FactsSection title="Invoices" icon={InvoiceIcon} items={detail.invoices} empty="No invoices.">
        {(invoice) => <InvoiceFact invoice={invoice} />}
      </FactsSection>
      <FactsSection title="Tickets" icon={TicketIcon} items={detail.tickets} empty="No tickets.">
        {(ticket) => <TicketFact ticket={ticket} />}
      </FactsSection>
    </>
  );
}

function ServiceFact({ service }: { service: ServiceFacts }) {
  const differs = service.observedState && stateKey(service.observedState) !== stateKey(service.state);
  return (
    <Fact name={service.label} badge={<StateBadge state={service.state} />}>
      {service.plan && <span>{service.plan}</span>}
      {service.ipv4 && <code>{service.ipv4}</code>}
      {differs && service.observedState && <span>Machine: {stateKey(service.observedState).replaceAll('_', ' ')}</span>}
      {service.nextDueAt && <span>Next due {shortDate(service.nextDueAt)}</span>}
    </Fact>
  );
}

function OrderFact({ order }: { order: OrderFacts }) {
  return (
    <Fact name={order.number} badge={<StateBadge state={order.state} />}>
      {order.summary && <span>{order.summary}</span>}
      <span>
        {order.total.text} · {shortDate(order.createdAt)}
      </span>
    </Fact>
  );
}

function InvoiceFact({ invoice }: { invoice: InvoiceFacts }) {
  const owing = invoice.amountDue.minorUnits > 0;
  return (
    <Fact name={invoice.number ?? 'Draft'} badge={<StateBadge state={invoice.state} />}>
      <span>{invoice.total.text}</span>
      {owing && (
        <span>
          {invoice.amountDue.text} due{invoice.dueAt ? ` ${shortDate(invoice.dueAt)}` : ''}
        </span>
      )}
    </Fact>
  );
}

function TicketFact({ ticket }: { ticket: TicketFacts }) {
  return (
    <Fact name={ticket.subject} badge={<StateBadge state={ticket.state} />}>
      <span>
        {ticket.number} · {fullTime(ticket.updatedAt)}
      </span>
    </Fact>
  );
}
