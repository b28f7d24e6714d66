-- AlterTable
ALTER TABLE "webhook_messages" ADD COLUMN     "earlier" JSONB NOT NULL DEFAULT '[]';
