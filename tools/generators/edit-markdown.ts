/** Adds text at the end of a section, by its heading of the second level. Adds the section if there is none. */
export const addToSection = (document: string, heading: string, text: string): string => {
  const start = new RegExp(`^## ${heading}$`, 'im').exec(document);
  if (!start) return `${document.trimEnd()}\n\n## ${heading}\n\n${text.trimEnd()}\n`;
  const next = document.indexOf('\n## ', start.index + 1);
  const end = next < 0 ? document.length : next;
  const section = document.slice(0, end).trimEnd();
  const between = text.startsWith('- ') ? '\n' : '\n\n';
  return `${section}${between}${text.trimEnd()}\n${document.slice(end)}`;
};
