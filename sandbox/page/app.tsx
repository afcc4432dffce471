import { Desk } from './desk/desk';
import { Drawer } from './drawer/drawer';
import { Machine } from './machine/machine';
import { Guide } from './parts/guide';
import { Header } from './parts/header';
import { Notice } from './parts/notice';
import { SkipLinks } from './parts/skip-links';
import { Phones } from './phones/phones';
import { loaded } from './store/world';

export function App() {
  return (
    <>
      <SkipLinks />
      <Header />
      <Guide />
      <Notice />
      <main tabIndex={-1} aria-busy={!loaded.value}>
        {loaded.value && (
          <>
            <Phones />
            <Machine />
            <Desk />
            <Drawer />
          </>
        )}
      </main>
    </>
  );
}
