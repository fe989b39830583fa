"""the contact that follows on a day"""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('association', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('next_contact_name', sa.String(length=60), server_default='', nullable=False)
        )
        batch_op.add_column(
            sa.Column('next_contact_phone', sa.String(length=16), server_default='', nullable=False)
        )
        batch_op.add_column(sa.Column('next_contact_on', sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('association', schema=None) as batch_op:
        batch_op.drop_column('next_contact_on')
        batch_op.drop_column('next_contact_phone')
        batch_op.drop_column('next_contact_name')
