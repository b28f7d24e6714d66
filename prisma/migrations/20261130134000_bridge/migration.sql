-- AlterTable
ALTER TABLE "customer_preferences" ADD COLUMN     "bridge" BOOLEAN NOT NULL DEFAULT false;
