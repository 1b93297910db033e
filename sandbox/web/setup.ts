/** What the launcher tells the page (`/setup.json`). */
export interface Setup {
  /**
   * In the order of the cards: a person's id in Slack and in DingTalk; `role` is a word of the page's dictionary
   * (asker, approver, stranger, guest).
   */
  people: { id: string; dingtalk: string; role: string }[];
  /** Ready to send; `{instance}` becomes the id of an instance worth replacing. */
  examples: string[];
}
