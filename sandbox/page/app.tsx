import { Desk } from './desk/desk';
import { Drawer } from './drawer/drawer';
import { Machine } from './machine/machine';
import { Guide } from './parts/guide';
import { Header } from './parts/header';
import { Notice } from './parts/notice';
import { Phones } from './phones/phones';

export function App() {
  return (
    <>
      <Header />
      <Guide />
      <Notice />
      <main>
        <Phones />
        <Machine />
        <Desk />
        <Drawer />
      </main>
    </>
  );
}
