import { Button } from '../parts/button';
import { accept } from '../store/actions';

export interface AcceptButtonProps {
  contactId: string;
  class: string;
  label?: string;
  children: string;
}

/** The agent takes a chat, and goes on with the answer. */
export function AcceptButton({ contactId, label, ...attributes }: AcceptButtonProps) {
  return (
    <Button
      {...attributes}
      aria-label={label}
      next=".composer textarea"
      press={() => accept(contactId)}
    />
  );
}
