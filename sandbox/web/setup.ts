/** What the launcher tells the page (`/setup.json`). */
export interface Setup {
  /** In the order of the cards; `role` is a word of the page's dictionary (asker, approver, stranger, guest). */
  people: { id: string; role: string }[];
  /** Ready to send; `{instance}` becomes the id of an instance worth replacing. */
  examples: string[];
}
