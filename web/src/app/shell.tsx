/** The frame around every page: navigation (a rail, on phones a bar at the bottom), connection banner, help. */
import { Menu, UnstyledButton } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostCounted, openAlarmsQuery } from '../api/alarm-queries.ts';
import { sessionQuery } from '../api/queries.ts';
import { logOut, may } from '../api/session.ts';
import { Icon, type IconName } from '../components/icon.tsx';
import { useFullScreen } from '../components/use-full-screen.ts';
import { useKeys } from '../components/use-keys.ts';
import { useSignOut } from '../components/use-sign-out.ts';
import { AlarmSound } from './alarm-sound.tsx';
import { ArmingSwitch } from './arming-switch.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { FeedProvider } from './feed.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import classes from './shell.module.css';

const pages = [
  { to: '/', icon: 'wall', label: 'nav.wall' },
  { to: '/cameras', icon: 'camera', label: 'nav.cameras' },
  { to: '/events', icon: 'events', label: 'nav.events', needs: 'event_read' },
  { to: '/alarms', icon: 'bell', label: 'nav.alarms', needs: 'event_read' },
  { to: '/scenarios', icon: 'scenario', label: 'nav.scenarios', needs: 'camera_update' },
  { to: '/system', icon: 'system', label: 'nav.system' },
] as const satisfies readonly { to: string; icon: IconName; label: string; needs?: string }[];

/** A phone's bar has no room for these; they are in the menu of the account. */
const rare = ['/scenarios', '/system'];

export function Shell() {
  const person = usePerson();
  return (
    <FeedProvider key={person}>
      <Frame />
      <AlarmSound />
    </FeedProvider>
  );
}

/** Who is logged in. When another window logs in as somebody else, nothing of what the former one saw stays. */
function usePerson(): string {
  const queryClient = useQueryClient();
  const { data: user } = useQuery(sessionQuery);
  const [person, setPerson] = useState(user?.email ?? '');
  const now = user?.email ?? person;
  useEffect(() => {
    if (now === person) return;
    void queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    setPerson(now);
  }, [now, person, queryClient]);
  return person;
}

/** What somebody lacks the right for is not offered; the server refuses it anyway. */
function usePages() {
  const { data: user } = useQuery(sessionQuery);
  return pages.filter((page) => !('needs' in page) || may(user, page.needs));
}

function Frame() {
  const offered = usePages();
  const { t } = useTranslation();
  const [helpOpen, help] = useDisclosure(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const page = pages.findLast(({ to }) => (to === '/' ? path === '/' : path.startsWith(to)));
  useDocumentTitle(page === undefined ? 'Vidette' : `${t(page.label)} · Vidette`);
  useKeys({ '?': help.toggle });
  // Pictures get the whole screen; other pages keep their way out.
  const quiet = useFullScreen().on && (path === '/' || path.startsWith('/cameras/'));

  return (
    <div className={classes.shell} data-quiet={quiet || undefined}>
      <a className={classes.skip} href="#page">
        {t('nav.skip')}
      </a>
      <nav className={classes.nav} aria-label={t('nav.label')}>
        <img className={classes.mark} src="/favicon.svg" alt="Vidette" width={34} height={34} />
        {offered.map(({ to, icon, label }) => (
          <Link
            key={to}
            to={to}
            className={classes.item}
            data-active={page?.to === to || undefined}
            data-rare={rare.includes(to) || undefined}
          >
            <span className={classes.icon}>
              <Icon name={icon} size={22} />
              {to === '/alarms' && <OpenAlarms />}
            </span>
            <span>{t(label)}</span>
          </Link>
        ))}
        <span className={classes.space} />
        <ArmingSwitch />
        <UnstyledButton className={`${classes.item} ${classes.help}`} onClick={help.open}>
          <Icon name="help" size={22} />
          <span>{t('nav.keys')}</span>
        </UnstyledButton>
        <UserMenu />
      </nav>
      <main className={classes.page} id="page">
        <ConnectionBanner />
        <Outlet />
      </main>
      <KeysDialog opened={helpOpen} onClose={help.close} />
    </div>
  );
}

/** How many alarms wait for somebody. */
function OpenAlarms() {
  const { t } = useTranslation();
  const { data: count = 0 } = useQuery(openAlarmsQuery);
  if (count === 0) return null;
  const text = count > mostCounted ? `${mostCounted}+` : String(count);
  return (
    <span className={classes.badge} role="status" aria-label={t('alarms.openCount', { count: text })}>
      {text}
    </span>
  );
}

function UserMenu() {
  const { t } = useTranslation();
  const { data: user } = useQuery(sessionQuery);
  const offered = usePages();
  const signOut = useSignOut();
  const leave = useMutation({ mutationFn: logOut, onSuccess: signOut });
  const name = user?.login ?? user?.email ?? '';
  return (
    <Menu position="right-end" withArrow>
      <Menu.Target>
        <UnstyledButton className={classes.item} aria-label={t('nav.account', { name })}>
          <span className={classes.avatar} aria-hidden="true">
            {[...name].slice(0, 1).join('').toUpperCase()}
          </span>
          <span>{t('nav.you')}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user?.email ?? name}</Menu.Label>
        {offered
          .filter(({ to }) => rare.includes(to))
          .map(({ to, icon, label }) => (
            <Menu.Item
              key={to}
              className={classes.onPhone ?? ''}
              leftSection={<Icon name={icon} size={18} />}
              renderRoot={(props) => <Link to={to} {...props} />}
            >
              {t(label)}
            </Menu.Item>
          ))}
        <Menu.Item leftSection={<Icon name="logout" size={18} />} onClick={() => leave.mutate()}>
          {t('nav.logOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
