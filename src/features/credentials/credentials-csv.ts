/** `credentials.csv` as IAM hands it out: columns `User Name, Access Key Id, Secret Access Key`. */

const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;

/** RFC 4180. A user's name that a spreadsheet would take for a formula is kept as it is: programs read this file. */
export function credentialsCsv(userName: string, access: string, secret: string): string {
  const row = [userName, access, secret].map(quote).join(",");
  return `User Name,Access Key Id,Secret Access Key\r\n${row}\r\n`;
}
