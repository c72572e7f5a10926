import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { AppError } from '../shared/app-error.ts'
import type { FilesInHand } from './files/board-uploads.ts'
import { FilesInHandContext } from './files/use-uploads.ts'
import { LedBackProvider } from './export/led-back/led-back-provider.tsx'
import { AccountPage } from './pages/account-page.tsx'
import { BoardsPage } from './pages/boards-page.tsx'
import { JoinPage } from './pages/join-page.tsx'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { SignInPage } from './pages/sign-in-page.tsx'
import { StartPage } from './pages/start-page.tsx'
import { useSession } from './session.ts'
import { Failed, Quiet } from './ui/states.tsx'
import { PageBoundary } from './ui/page-boundary.tsx'
import { cssVariables, theme } from './ui/theme.ts'

const BoardPage = lazy(async () => ({
  default: (await import('./pages/board-page.tsx')).BoardPage,
}))

const PresenterPage = lazy(async () => ({
  default: (await import('./briefing/presenting/second-window/presenter-page.tsx')).PresenterPage,
}))

const WatchPage = lazy(async () => ({
  default: (await import('./audience/watch-page.tsx')).WatchPage,
}))

/** For the command line, which asks for a picture. */
const PicturePage = lazy(async () => ({
  default: (await import('./pages/picture-page.tsx')).PicturePage,
}))

export function App() {
  const [queries] = useState(makeQueryClient)
  const [filesInHand] = useState<FilesInHand>(() => new Map())
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <PageBoundary>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-center" autoClose={5000} />
          <FilesInHandContext value={filesInHand}>
            <Switch>
              <Route path="/picture">
                <Suspense>
                  <PicturePage />
                </Suspense>
              </Route>
              <Route path="/join/:token">{({ token }) => <JoinPage token={token} />}</Route>
              <Route path="/watch/:token">
                {({ token }) => (
                  <Suspense fallback={<Quiet />}>
                    <WatchPage key={token} token={token} />
                  </Suspense>
                )}
              </Route>
              <Route>
                <Pages />
              </Route>
            </Switch>
          </FilesInHandContext>
        </QueryClientProvider>
      </PageBoundary>
    </MantineProvider>
  )
}

/** What a stranger sees depends on how the server runs; the address they came for is kept. */
function Pages() {
  const session = useSession()
  if (session.isPending) return <Quiet />
  if (session.isError) return <Failed error={session.error} retry={() => void session.refetch()} />
  const { person, mode } = session.data
  if (!person)
    return mode === 'accounts' ? (
      <SignInPage session={session.data} />
    ) : (
      <StartPage session={session.data} />
    )
  return (
    <LedBackProvider>
      <Suspense fallback={<Quiet />}>
        <Switch>
          <Route path="/">
            <BoardsPage person={person} />
          </Route>
          <Route path="/board/:id">
            {({ id }) => <BoardPage key={id} boardId={id} session={session.data} person={person} />}
          </Route>
          <Route path="/board/:id/presenter">
            {({ id }) => <PresenterPage boardId={id} me={person} />}
          </Route>
          <Route path="/account">
            <AccountPage person={person} session={session.data} />
          </Route>
          <Route path="/sign-in">
            <Redirect to="/" replace />
          </Route>
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
    </LedBackProvider>
  )
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The server may run on this very computer, whatever the browser thinks of the network.
        networkMode: 'always',
        staleTime: 15_000,
        retry: (count, error) => !(error instanceof AppError) && count < 2,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
