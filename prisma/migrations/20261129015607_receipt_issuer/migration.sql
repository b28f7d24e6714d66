-- AlterTable
ALTER TABLE "customer_preferences" ADD COLUMN     "receipt_address" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "receipt_name" TEXT NOT NULL DEFAULT '';

-- a mail that nobody sends lies in a file
ALTER TABLE "mails" DROP CONSTRAINT "mails_state";
ALTER TABLE "mails" ADD CONSTRAINT "mails_state" CHECK ("state" IN ('waiting', 'sent', 'failed', 'kept'));
