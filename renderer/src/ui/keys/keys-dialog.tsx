import { Dialog } from '../dialog.tsx'
import { KeyList } from './key-list.tsx'

export function KeysDialog(props: { open: boolean; title: string; closeLabel: string; onClose: () => void }) {
  return (
    <Dialog {...props} size="lg">
      <KeyList />
    </Dialog>
  )
}
